package io.sluice.analytics.query;

import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.MaxRows;
import io.sluice.analytics.job.Outcome;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs statements in order and prints each result as it comes. */
record SqlJob(List<String> statements, MaxRows maxRows) implements Job {
    @Override
    public String description() {
        return statements.size() == 1 ? statements.get(0) : statements.size() + " SQL statements";
    }

    @Override
    public Outcome run(JobContext context) {
        for (String statement : statements) {
            context.spark().sparkContext().setJobDescription(statement);
            Dataset<Row> result = context.spark().sql(statement);
            if (result.columns().length > 0) {
                maxRows.print(context, "", result);
            }
        }
        return new Outcome.Done();
    }
}
