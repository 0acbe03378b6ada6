package io.sluice.analytics.query;

import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.Outcome;
import io.sluice.analytics.output.ResultTable;
import io.sluice.analytics.output.RowValues;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Runs statements in order and prints each result as it comes. */
record SqlJob(List<String> statements, int maxRows) implements Job {
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
                print(result, context);
            }
        }
        return new Outcome.Done();
    }

    private void print(Dataset<Row> result, JobContext context) {
        if (maxRows == Integer.MAX_VALUE) {
            context.results().print(RowValues.table("", result));
            return;
        }
        // One more than is shown tells whether there is more.
        List<Row> rows = result.takeAsList(maxRows + 1);
        boolean more = rows.size() > maxRows;
        ResultTable shown = RowValues.table("", List.of(result.columns()), more ? rows.subList(0, maxRows) : rows);
        context.results().print(shown);
        if (more) {
            context.progress().line("only the first " + maxRows + " rows are shown: --max-rows 0 prints all");
        }
    }
}
