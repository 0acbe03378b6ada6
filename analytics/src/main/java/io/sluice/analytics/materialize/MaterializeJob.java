package io.sluice.analytics.materialize;

import io.delta.tables.DeltaTable;
import io.sluice.analytics.error.JobException;
import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.Checkpoint;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.Outcome;
import io.sluice.analytics.session.StopSignal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.types.StructType;

/** Merges a changelog's changes batch by batch, until it has them all or is asked to stop. */
record MaterializeJob(MaterializeSettings settings) implements Job {
    private static final long LOOK_MILLIS = 100;

    @Override
    public String description() {
        return "materialize " + settings.table();
    }

    @Override
    public Outcome run(JobContext context) throws StreamingQueryException, TimeoutException {
        MergeReport report = new MergeReport(context.progress());
        // First the signal: who stops us while we start must not leave a half-made query.
        try (StopSignal stop = StopSignal.install()) {
            StructType before = null;
            boolean over = false;
            while (!over) {
                StructType columns = columns(context);
                over = stream(context, stop, report, !columns.equals(before));
                before = columns;
            }
        }
        context.progress().line("merged " + settings.table() + " into " + settings.into() + ": " + report.total());
        context.results().print(report.total().table(settings.into()));
        return new Outcome.Done();
    }

    private StructType columns(JobContext context) {
        return context.spark().read().format("delta").load(from(context)).schema();
    }

    private String from(JobContext context) {
        return context.lake().require(settings.table()).toString();
    }

    /**
     * @param renewable whether the changelog has other columns than when a stream was started before
     * @return false when the changelog got other columns, with which a stream has to start again
     */
    private boolean stream(JobContext context, StopSignal stop, MergeReport report, boolean renewable)
            throws StreamingQueryException, TimeoutException {
        StreamingQuery query = start(context, report);
        try {
            await(query, stop, report);
            return true;
        } catch (StreamingQueryException e) {
            if (renewable && String.valueOf(e.getMessage()).contains("Detected schema change")) {
                context.progress().line("the columns of " + settings.table() + " changed: going on with the new ones");
                return false;
            }
            throw explained(e);
        } finally {
            query.stop();
        }
    }

    private StreamingQuery start(JobContext context, MergeReport report) throws TimeoutException {
        SparkSession spark = context.spark();
        String from = from(context);
        StateTable state = state(context, from);
        Dataset<Row> rows = spark.readStream()
                .format("delta")
                .option("skipChangeCommits", settings.skipChanges())
                .load(from);
        Changelog changelog = Changelog.of(settings.table(), rows.schema(), settings.key(), settings.order());
        Merger merger = new Merger(
                changelog, state, Deletions.of(context.lake().root(), state, changelog.key(), settings.order()));
        Checkpoint place = checkpoint(context);
        boolean fresh = place.fresh();
        place.claim(identity());
        StructType columns = Merger.stateColumns(rows, changelog);
        Map<String, String> origin = new HashMap<>(settings.origin());
        origin.put("from.id", id(spark, from));
        state.prepare(spark, columns, origin);
        merger.deletions().prepare(spark, columns, origin);
        context.progress().line((fresh ? "new checkpoint " : "going on from checkpoint ") + place.folder());
        return rows.writeStream()
                .foreachBatch((batch, id) -> {
                    report.take(id, merger.merge(batch));
                })
                .option("checkpointLocation", place.folder().toString())
                .queryName("materialize " + settings.into())
                .trigger(settings.trigger())
                .start();
    }

    /** A changelog that was dropped and made anew tells its changes' places anew. */
    private static String id(SparkSession spark, String table) {
        return DeltaTable.forPath(spark, table).detail().select("id").first().getString(0);
    }

    private StateTable state(JobContext context, String from) {
        String into = context.lake().location(settings.into()).toString();
        if (into.equals(from)) {
            throw new UsageException("--into " + settings.into() + " is the changelog itself: name another table");
        }
        return new StateTable(settings.into(), into);
    }

    private Checkpoint checkpoint(JobContext context) {
        Path folder = settings.checkpoint()
                .map(Path::new)
                .orElseGet(() -> new Path(
                        context.lake().root(),
                        "_checkpoints/"
                                + context.lake().location(settings.into()).getName()));
        return new Checkpoint(folder, context.spark().sessionState().newHadoopConf());
    }

    /** What may not change under one checkpoint. */
    private Map<String, String> identity() {
        Map<String, String> identity = new HashMap<>(settings.origin());
        identity.put("job", "materialize");
        identity.put("to", settings.into());
        return identity;
    }

    /** A batch that is at hand when the stop is asked for may end; the next is not waited for. */
    private static void await(StreamingQuery query, StopSignal stop, MergeReport report)
            throws StreamingQueryException {
        long batchesAtStop = -1;
        while (!query.awaitTermination(LOOK_MILLIS)) {
            if (stop.requested()) {
                long batches = report.total().batches();
                batchesAtStop = batchesAtStop < 0 ? batches : batchesAtStop;
                if (!query.status().isTriggerActive() || batches > batchesAtStop) {
                    return;
                }
            }
        }
    }

    private JobException explained(StreamingQueryException failure) throws StreamingQueryException {
        JobException refusal = Order.refusal(failure);
        if (refusal != null) {
            return refusal;
        }
        String text = String.valueOf(failure.getMessage());
        if (text.contains("skipChangeCommits") || text.contains("ignoreDeletes")) {
            return new JobException(
                    "Table " + settings.table() + " had rows changed or deleted, not only added",
                    text.lines().findFirst().orElse("").strip(),
                    "Give --skip-change-commits to pass over such commits: what they took away stays merged",
                    failure);
        }
        throw failure;
    }
}
