package io.sluice.analytics.replay;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.sluice.analytics.catalog.Replays;
import io.sluice.analytics.error.JobException;
import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.MaxRows;
import io.sluice.analytics.job.Outcome;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.apache.spark.sql.functions;

/**
 * Reads the letters, makes rows of them, table by table, and commits each table's rows with the record of their letters. Exactly once by
 * that one commit ({@link Target}): a run that dies before it leaves files that nobody reads; one that dies after it has nothing left to do;
 * of two at once the second is refused and begins anew from what the first one left. Letters are never changed or removed, since the
 * connector may look for them.
 */
record ReplayJob(ReplaySettings settings, MaxRows maxRows) implements Job {
    private static final int TRIES = 10;

    @Override
    public String description() {
        return "replay of " + settings.letters();
    }

    @Override
    public Outcome run(JobContext context) {
        // Else a CAST that fails is a null of which nobody hears.
        context.spark().conf().set("spark.sql.ansi.enabled", "true");
        Dataset<Row> letters = Letters.read(context, settings);
        Map<String, Long> counts = counts(letters);
        requireOneTable(counts);
        ReplayReport report = new ReplayReport(context, settings, maxRows);
        counts.forEach((table, number) -> {
            Dataset<Row> meant = settings.into().isPresent() ? letters : letters.where(isFor(table));
            report.add(put(context, table, number, meant, report));
        });
        return report.print();
    }

    private static Column meantFor() {
        return coalesce(col(Letters.TABLE), lit(""));
    }

    private static Column isFor(String table) {
        return meantFor().equalTo(table);
    }

    /** Letters by table; the empty name is that of letters which name none. */
    private Map<String, Long> counts(Dataset<Row> letters) {
        Column table = settings.into().map(functions::lit).orElseGet(ReplayJob::meantFor);
        Map<String, Long> counts = new TreeMap<>();
        for (Row row :
                letters.groupBy(table.as(Letters.TABLE)).agg(count(lit(1))).collectAsList()) {
            counts.put(row.getString(0), row.getLong(1));
        }
        return counts;
    }

    private void requireOneTable(Map<String, Long> counts) {
        List<String> named =
                counts.keySet().stream().filter(table -> !table.isEmpty()).toList();
        if (settings.correction() instanceof Correction.Columns && named.size() > 1) {
            throw new UsageException("--select makes rows of one table, and the letters are meant for "
                    + named.stream().limit(5).collect(Collectors.joining(", "))
                    + ": choose by --where \"table = '…'\", or give --into");
        }
    }

    private ReplayResult put(JobContext context, String table, long number, Dataset<Row> letters, ReplayReport report) {
        if (table.isEmpty()) {
            report.stay(table, letters, "it names no table: give --into");
            return ReplayResult.none(table, number);
        }
        try {
            for (int i = 0; i < TRIES; i++) {
                try {
                    return once(context, table, number, letters, report);
                } catch (DeltaConcurrentModificationException e) {
                    context.progress().line(table + " was changed meanwhile: once more from what it is now");
                }
            }
        } catch (JobException refused) {
            if (settings.into().isPresent()) {
                throw refused;
            }
            report.stay(table, letters, refused.getMessage());
            return ReplayResult.none(table, number);
        }
        throw new JobException(
                "Cannot put letters back into " + table,
                "its columns, or what was put back, changed each of " + TRIES + " times",
                "Run it again: what is back is not put back twice");
    }

    private ReplayResult once(
            JobContext context, String table, long number, Dataset<Row> letters, ReplayReport report) {
        SparkSession spark = context.spark();
        Target target = Target.open(spark, context.lake(), table);
        Dataset<Row> open = Letters.without(letters, target.replays().letters(spark), Replays.IDENTITY);
        long notBack = open.count();
        Dataset<Row> absent = target.rows(spark)
                .map(rows -> Letters.without(open, rows, List.of(rows.columns())))
                .orElse(open);
        // Computed once: the record and the rows must be of the same letters, whatever the SQL does.
        Dataset<Row> rows = new RowMaker(table, target.columns(), settings.correction())
                .rows(absent)
                .localCheckpoint();
        Dataset<Row> stay = rows.where(col(RowMaker.PROBLEM).isNotNull());
        Dataset<Row> fit = rows.where(col(RowMaker.PROBLEM).isNull());
        Row counted = rows.agg(count(lit(1)), count(col(RowMaker.PROBLEM))).first();
        long staying = counted.getLong(1);
        long fitting = counted.getLong(0) - staying;
        OptionalLong version = OptionalLong.empty();
        if (fitting > 0 && !settings.dryRun()) {
            context.progress().line("putting " + fitting + " letters back into " + table);
            version = OptionalLong.of(
                    target.put(fit, fitting, settings.letters(), context.clock().millis()));
        }
        report.stay(table, stay);
        report.sample(table, fit);
        long landed = notBack - fitting - staying;
        return new ReplayResult(table, number, number - notBack, landed, fitting, staying, version);
    }
}
