package io.sluice.analytics.regression;

import static org.apache.spark.sql.functions.xxhash64;

import io.delta.tables.DeltaTable;
import io.sluice.analytics.error.JobException;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.Outcome;
import io.sluice.analytics.regression.Trained.Fit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads a version of a table, trains, tests, saves and reports. */
record TrainJob(TrainSettings settings) implements Job {
    /** As many points as a picture can show; a sample of more, by the rows' hash. */
    private static final int PLOTTED = 5_000;

    @Override
    public String description() {
        return "regression of " + settings.label().name() + " in " + settings.table();
    }

    @Override
    public Outcome run(JobContext context) {
        String location = context.lake().require(settings.table()).toString();
        long version =
                DeltaTable.forPath(context.spark(), location).history(1).first().getAs("version");
        Dataset<Row> table = rows(context, location, version);
        FeatureTypes types = new FeatureTypes(table, settings.table());
        types.label(settings.label());
        List<Feature> features = types.features(settings.features());
        Trainer trainer = new Trainer(features);
        TrainingRows rows = TrainingRows.of(
                trainer.featured(table), features, settings.label(), settings.testFraction(), settings.seed());
        try {
            train(context, new Training(trainer, table, version, features, rows));
        } finally {
            rows.release();
        }
        return new Outcome.Done();
    }

    private record Training(
            Trainer trainer, Dataset<Row> table, long version, List<Feature> features, TrainingRows rows) {}

    private void train(JobContext context, Training training) {
        refuseNothing(training.rows());
        Trained trained = training.trainer().fit(training.rows().train(), training.table());
        Fit train = trained.fit(training.rows().train()).orElseThrow(() -> nothing(training.rows()));
        Optional<Fit> test = trained.fit(training.rows().test());
        ModelStore store = new ModelStore(
                settings.model(context.lake()), context.spark().sessionState().newHadoopConf());
        ModelCard card = Cards.of(
                settings, training.version(), training.features(), training.rows(), trained, train, test, context);
        store.save(trained.whole(), card);
        new TrainReport(context.results(), context.progress()).print(card, trained, store.folder());
        settings.plot().ifPresent(file -> plot(context, trained.fitted(), training.rows(), test.isPresent(), file));
    }

    private Dataset<Row> rows(JobContext context, String location, long version) {
        Dataset<Row> table = context.spark()
                .read()
                .format("delta")
                .option("versionAsOf", version)
                .load(location);
        return settings.where().map(table::where).orElse(table);
    }

    private void refuseNothing(TrainingRows rows) {
        if (rows.read() == rows.dropped() || rows.train().isEmpty()) {
            throw nothing(rows);
        }
    }

    private JobException nothing(TrainingRows rows) {
        return new JobException(
                "There are no rows to train on",
                "of " + rows.read() + " rows of " + settings.table() + ", " + rows.dropped()
                        + " lack the label or a feature: " + rows.missing(),
                "Widen --where, choose other features, or lower --test-fraction");
    }

    private void plot(JobContext context, PipelineModel fitted, TrainingRows rows, boolean tested, Path file) {
        Dataset<Row> shown = tested ? rows.test() : rows.train();
        Column[] columns = Arrays.stream(shown.columns()).map(shown::col).toArray(Column[]::new);
        List<double[]> points = fitted
                .transform(shown.orderBy(xxhash64(columns)).limit(PLOTTED))
                .select(TrainingRows.LABEL, Trainer.PREDICTION)
                .collectAsList()
                .stream()
                .map(row -> new double[] {row.getDouble(0), row.getDouble(1)})
                .toList();
        ScatterPlot.write(
                settings.table() + ": predicted against actual, " + (tested ? "test" : "training") + " rows",
                settings.label().name(),
                points,
                file);
        context.progress().line("plotted " + points.size() + " rows to " + file);
    }
}
