package io.sluice.analytics.regression;

import io.delta.tables.DeltaTable;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.Outcome;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores one version of a table, whole. */
record ScoreJob(ScoreSettings settings) implements Job {
    @Override
    public String description() {
        return "regression scores of " + settings.table();
    }

    @Override
    public Outcome run(JobContext context) {
        String location = context.lake().require(settings.table()).toString();
        settings.refuseItself(context.lake());
        Scorer scorer = settings.scorer(context);
        long version =
                DeltaTable.forPath(context.spark(), location).history(1).first().getAs("version");
        Dataset<Row> table = context.spark()
                .read()
                .format("delta")
                .option("versionAsOf", version)
                .load(location);
        scorer.check(table, settings.table());
        Dataset<Row> marked = scorer.marked(table);
        Target target = settings.target();
        target.write(context, scorer.scored(marked, table), settings.existing());
        Scored scored = Scorer.counted(marked);
        context.progress()
                .line("scored version " + version + " of " + settings.table() + " to " + target.label() + ": "
                        + scored);
        if (target.lasting()) {
            context.results().print(scored.table(target));
        }
        return new Outcome.Done();
    }
}
