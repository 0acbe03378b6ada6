package io.sluice.analytics.replay;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_json;

import io.sluice.analytics.catalog.Replays;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.MaxRows;
import io.sluice.analytics.job.Outcome;
import io.sluice.analytics.output.ResultTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A row a table; then the letters that stay, each with the reason; in a dry run some rows too, cut short. */
final class ReplayReport {
    private static final List<String> PLACE = List.of("topic", "partition", "offset");
    private static final int SAMPLES = 5;
    private static final int REASON = 300;

    private final JobContext context;
    private final ReplaySettings settings;
    private final MaxRows maxRows;
    private final List<ReplayResult> results = new ArrayList<>();
    private final List<Dataset<Row>> staying = new ArrayList<>();
    private final List<List<Object>> samples = new ArrayList<>();

    ReplayReport(JobContext context, ReplaySettings settings, MaxRows maxRows) {
        this.context = context;
        this.settings = settings;
        this.maxRows = maxRows;
    }

    void add(ReplayResult result) {
        results.add(result);
    }

    /** Letters that stay all for one reason. */
    void stay(String table, Dataset<Row> letters, String reason) {
        stay(table, letters.withColumn(RowMaker.PROBLEM, lit(Excerpt.of(reason, REASON))));
    }

    /** Letters that stay, each for its {@link RowMaker#PROBLEM}. */
    void stay(String table, Dataset<Row> letters) {
        staying.add(letters.select(place(table, col(RowMaker.PROBLEM).as("reason"))));
    }

    /** Letters that have a row. */
    void sample(String table, Dataset<Row> rows) {
        if (settings.dryRun()) {
            Column row = to_json(col(RowMaker.ROW)).as("row");
            rows.select(place(table, row)).orderBy("topic", "partition", "offset").takeAsList(SAMPLES).stream()
                    .map(sample -> Arrays.<Object>asList(
                            sample.get(0), sample.get(1), sample.get(2), table, Excerpt.of(sample.getString(4))))
                    .forEach(samples::add);
        }
    }

    private static Column[] place(String table, Column last) {
        Stream<Column> place =
                Stream.of(0, 1, 2).map(i -> col(Replays.IDENTITY.get(i)).as(PLACE.get(i)));
        return Stream.concat(place, Stream.of(named(table).as("table"), last)).toArray(Column[]::new);
    }

    private static Column named(String table) {
        return table.isEmpty() ? lit(null).cast("string") : lit(table);
    }

    Outcome print() {
        context.results().print(ReplayResult.table(results));
        long stay = results.stream().mapToLong(ReplayResult::stay).sum();
        if (stay > 0) {
            Dataset<Row> all = staying.stream().reduce(Dataset::union).orElseThrow();
            maxRows.print(context, "letters that stay", all.orderBy("topic", "partition", "offset"));
        }
        if (settings.dryRun()) {
            List<String> columns = List.of("topic", "partition", "offset", "table", "row");
            context.results().print(new ResultTable("some of the rows", columns, samples));
            context.progress().line("a dry run: nothing was written");
        }
        long letters = results.stream().mapToLong(ReplayResult::letters).sum();
        return stay == 0
                ? new Outcome.Done()
                : new Outcome.CheckFailed(stay + " of " + letters + " letters stay dead letters");
    }
}
