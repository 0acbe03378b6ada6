package io.sluice.analytics.windows;

import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobContext;
import io.sluice.analytics.job.Outcome;
import java.util.Objects;
import org.apache.spark.sql.Observation;

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
    public Outcome run(JobContext context) throws InterruptedException {
        Observation observation = new Observation("sluice_read");
        sink.write(context, pipeline.windowing(), pipeline.batch(context, observation), mode);
        Measures.Left left = Measures.left(observation);
        if (left.withoutTime() > 0) {
            context.progress()
                    .line(left.withoutTime() + " rows are in no window: "
                            + pipeline.windowing().time() + " is null");
        }
        if (left.malformed() > 0) {
            context.progress()
                    .line(left.malformed() + " messages are in no window: their value is no JSON of --schema");
        }
        if (!(sink instanceof ConsoleSink)) {
            context.progress().line("counted " + pipeline.label() + " into " + sink.label() + " (" + mode + ")");
        }
        return new Outcome.Done();
    }
}
