package io.sluice.analytics.job;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.output.OutputFormat;
import io.sluice.analytics.output.RowValues;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Option;

/** The option {@code --max-rows}, and printing within it: what is left out is said, never silently cut. */
public final class MaxRows {
    private static final int TABLE_ROWS = 1000;

    @Option(
            names = "--max-rows",
            paramLabel = "N",
            description = "Most rows printed of a result, 0 for all (default: " + TABLE_ROWS
                    + " for tables, all for json and csv).")
    private Integer maxRows;

    /** Prints {@code data}, whose printed rows travel to the driver. */
    public void print(JobContext context, String name, Dataset<Row> data) {
        int most = limit(context.results().format());
        if (most == Integer.MAX_VALUE) {
            context.results().print(RowValues.table(name, data));
            return;
        }
        // One more than is shown tells whether there is more.
        List<Row> rows = data.takeAsList(most + 1);
        boolean more = rows.size() > most;
        context.results().print(RowValues.table(name, List.of(data.columns()), more ? rows.subList(0, most) : rows));
        if (more) {
            context.progress().line("only the first " + most + " rows are shown: --max-rows 0 prints all");
        }
    }

    private int limit(OutputFormat format) {
        if (maxRows == null) {
            return format == OutputFormat.TABLE ? TABLE_ROWS : Integer.MAX_VALUE;
        }
        return maxRows == 0 ? Integer.MAX_VALUE : maxRows;
    }

    /** To be called before the session is opened. */
    public void check() {
        if (maxRows != null && (maxRows < 0 || maxRows == Integer.MAX_VALUE)) {
            throw new UsageException("--max-rows " + maxRows + " is no number of rows: give 0 for all rows");
        }
    }
}
