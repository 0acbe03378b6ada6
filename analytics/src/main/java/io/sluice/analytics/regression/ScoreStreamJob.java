package io.sluice.analytics.regression;

import io.sluice.analytics.error.JobException;
import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.Checkpoint;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.Outcome;
import io.sluice.analytics.session.StopSignal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/**
 * Scores a table's rows as they come, until it has them all or is asked to stop.
 *
 * @param checkpoint where it remembers how far it is; empty for the target's default
 * @param skipChanges whether to pass over commits that change rows (DELETE, UPDATE, MERGE) instead of failing
 */
record ScoreStreamJob(ScoreSettings settings, Trigger trigger, Optional<String> checkpoint, boolean skipChanges)
        implements Job {
    private static final long LOOK_MILLIS = 100;

    @Override
    public String description() {
        return "regression scores of " + settings.table();
    }

    @Override
    public Outcome run(JobContext context) throws StreamingQueryException, TimeoutException {
        ScoreProgress report = new ScoreProgress(context.progress());
        // First the signal: who stops us while we start must not leave a half-made query.
        try (StopSignal stop = StopSignal.install()) {
            StreamingQuery query = start(context);
            try {
                await(query, stop, report);
            } catch (StreamingQueryException e) {
                throw explained(e);
            } finally {
                query.stop();
                report.take(query.recentProgress());
            }
        }
        context.progress()
                .line("scored " + settings.table() + " to " + settings.target().label() + ": " + report.total());
        if (settings.target().lasting()) {
            context.results().print(report.total().table(settings.target()));
        }
        return new Outcome.Done();
    }

    private StreamingQuery start(JobContext context) throws TimeoutException {
        String location = context.lake().require(settings.table()).toString();
        settings.refuseItself(context.lake());
        Optional<Checkpoint> place = place(context);
        Scorer scorer = settings.scorer(context);
        Dataset<Row> table = context.spark()
                .readStream()
                .format("delta")
                .option("skipChangeCommits", skipChanges)
                .load(location);
        scorer.check(context.spark().read().format("delta").load(location), settings.table());
        Dataset<Row> scored = scorer.scored(Scorer.observed(scorer.marked(table)), table);
        boolean fresh = place.map(Checkpoint::fresh).orElse(true);
        place.ifPresent(found -> found.claim(identity()));
        DataStreamWriter<Row> writer = settings.target().stream(context, scored, settings.existing(), fresh);
        place.ifPresent(found -> {
            writer.option("checkpointLocation", found.folder().toString());
            context.progress().line((fresh ? "new checkpoint " : "going on from checkpoint ") + found.folder());
        });
        return writer.queryName("scores to " + settings.target().label())
                .trigger(trigger)
                .start();
    }

    private Optional<Checkpoint> place(JobContext context) {
        Optional<Path> place =
                checkpoint.map(Path::new).or(() -> settings.target().checkpoint(context));
        if (place.isEmpty() && settings.target().lasting()) {
            throw new UsageException("A stream to " + settings.target().label()
                    + " must remember how far it is: give --checkpoint DIR, and the same one each time");
        }
        return place.map(
                path -> new Checkpoint(path, context.spark().sessionState().newHadoopConf()));
    }

    /** What may not change under one checkpoint; the model may, it was trained anew. */
    private Map<String, String> identity() {
        return Map.of(
                "job", "regression score",
                "from", settings.table(),
                "to", settings.target().label(),
                "column", settings.column());
    }

    /** A batch that is at hand when the stop is asked for may end; the next is not waited for. */
    private static void await(StreamingQuery query, StopSignal stop, ScoreProgress report)
            throws StreamingQueryException {
        long batchesAtStop = -1;
        while (!query.awaitTermination(LOOK_MILLIS)) {
            report.take(query.recentProgress());
            if (stop.requested()) {
                batchesAtStop = batchesAtStop < 0 ? report.batches() : batchesAtStop;
                if (!query.status().isTriggerActive() || report.batches() > batchesAtStop) {
                    return;
                }
            }
        }
    }

    private JobException explained(StreamingQueryException failure) throws StreamingQueryException {
        String text = String.valueOf(failure.getMessage());
        if (text.contains("skipChangeCommits") || text.contains("ignoreDeletes")) {
            return new JobException(
                    "Table " + settings.table() + " had rows changed or deleted, not only added",
                    text.lines().findFirst().orElse("").strip(),
                    "Give --skip-change-commits to pass over such commits, or score the table anew without a stream",
                    failure);
        }
        if (text.contains("schema")) {
            return new JobException(
                    "The columns of table " + settings.table() + " changed",
                    text.lines().findFirst().orElse("").strip(),
                    "Run the same command again: it goes on from the checkpoint with the new columns",
                    failure);
        }
        throw failure;
    }
}
