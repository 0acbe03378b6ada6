package io.sluice.analytics.windows;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.Checkpoint;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.Outcome;
import io.sluice.analytics.session.StopSignal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/** Counts rows as they come, until it has them all ({@code --available-now}) or is asked to stop ({@code --follow}). */
record StreamJob(Pipeline pipeline, Sink sink, StreamSettings settings) implements Job {
    private static final long LOOK_MILLIS = 100;

    StreamJob {
        Objects.requireNonNull(pipeline);
        Objects.requireNonNull(sink);
        Objects.requireNonNull(settings);
    }

    @Override
    public String description() {
        return "windowed-counts " + pipeline.label();
    }

    @Override
    public Outcome run(JobContext context) throws Exception {
        StreamReport report = new StreamReport(context.progress(), pipeline.windowing(), settings);
        announce(context);
        // First the signal: who stops us while we start must not leave a half-made query.
        try (StopSignal stop = StopSignal.install()) {
            StreamingQuery query = start(context);
            try {
                await(query, stop, report);
            } catch (StreamingQueryException e) {
                throw KnownFailures.explained(e);
            } finally {
                query.stop();
                report.take(query.recentProgress());
            }
            finish(context, report, stop);
        }
        return new Outcome.Done();
    }

    private void announce(JobContext context) {
        String delay = settings.mode().watermarked()
                ? ", watermark " + settings.delay().text() + " behind the latest row"
                : ", every window stays in state";
        context.progress()
                .line("counting " + pipeline.label() + " into " + sink.label() + ": " + settings.mode() + delay);
    }

    private StreamingQuery start(JobContext context) throws TimeoutException {
        Optional<Checkpoint> checkpoint = checkpoint(context);
        boolean fresh = checkpoint.map(Checkpoint::fresh).orElse(true);
        Dataset<Row> counts = pipeline.stream(context, settings.mode(), settings.delay());
        checkpoint.ifPresent(place -> place.claim(identity()));
        DataStreamWriter<Row> writer = sink.stream(context, pipeline.windowing(), counts, settings.mode(), fresh);
        checkpoint.ifPresent(place -> {
            writer.option("checkpointLocation", place.folder().toString());
            context.progress().line((fresh ? "new checkpoint " : "going on from checkpoint ") + place.folder());
        });
        return writer.queryName("windowed-counts to " + sink.label())
                .outputMode(settings.mode().toString())
                .trigger(settings.trigger())
                .start();
    }

    private Optional<Checkpoint> checkpoint(JobContext context) {
        Optional<Path> folder = settings.checkpoint().map(Path::new).or(() -> sink.defaultCheckpoint(context));
        if (folder.isEmpty() && !(sink instanceof ConsoleSink)) {
            throw new UsageException("A stream to " + sink.label()
                    + " must remember how far it is: give --checkpoint DIR, and the same one each time");
        }
        return folder.map(
                path -> new Checkpoint(path, context.spark().sessionState().newHadoopConf()));
    }

    /** What may not change under one checkpoint. */
    private Map<String, String> identity() {
        Windowing windowing = pipeline.windowing();
        return Map.of(
                "from", pipeline.source().label(),
                "to", sink.label(),
                "mode", settings.mode().toString(),
                "time", windowing.time(),
                "window", windowing.window().length().toString(),
                "slide", windowing.slide().length().toString(),
                "by", windowing.by().isEmpty() ? "nothing" : String.join(",", windowing.by()));
    }

    /** A batch that is at hand when the stop is asked for may end; the next is not waited for. */
    private static void await(StreamingQuery query, StopSignal stop, StreamReport report)
            throws StreamingQueryException {
        long batchesAtStop = -1;
        while (!query.awaitTermination(LOOK_MILLIS)) {
            report.take(query.recentProgress());
            if (stop.requested()) {
                batchesAtStop = batchesAtStop < 0 ? report.totals().batches() : batchesAtStop;
                if (!query.status().isTriggerActive() || report.totals().batches() > batchesAtStop) {
                    return;
                }
            }
        }
    }

    private void finish(JobContext context, StreamReport report, StopSignal stop) {
        report.end();
        if (stop.requested()) {
            context.progress().line("stopped as asked, after a whole batch");
        }
        if (!(sink instanceof ConsoleSink)) {
            context.results().print(report.totals().table(sink.label()));
        }
    }
}
