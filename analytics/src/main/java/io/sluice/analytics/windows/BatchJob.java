package io.sluice.analytics.windows;

import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.Outcome;
import io.sluice.analytics.output.Progress;
import java.util.Objects;

/** Counts what is there, once. */
record BatchJob(Pipeline pipeline, Sink sink, Mode mode) implements Job {
    BatchJob {
        Objects.requireNonNull(pipeline);
        Objects.requireNonNull(sink);
        Objects.requireNonNull(mode);
    }

    @Override
    public String description() {
        return "windowed-counts " + pipeline.label();
    }

    @Override
    public Outcome run(JobContext context) throws Exception {
        try (BatchMeasure measure = new BatchMeasure(context.spark())) {
            write(context);
            measure.left().ifPresentOrElse(left -> tell(context.progress(), left), () -> context.progress()
                    .line("Spark did not tell whether rows are in no window"));
        }
        if (!(sink instanceof ConsoleSink)) {
            context.progress().line("counted " + pipeline.label() + " into " + sink.label() + " (" + mode + ")");
        }
        return new Outcome.Done();
    }

    private void write(JobContext context) throws Exception {
        try {
            sink.write(context, pipeline.windowing(), pipeline.batch(context), mode);
        } catch (Exception e) {
            throw KnownFailures.explained(e);
        }
    }

    private void tell(Progress progress, Measures.Left left) {
        if (left.withoutTime() > 0) {
            progress.line(left.withoutTime() + " rows are in no window: "
                    + pipeline.windowing().time() + " is null");
        }
        if (left.malformed() > 0) {
            progress.line(left.malformed() + " messages are in no window: their value is no JSON of --schema");
        }
    }
}
