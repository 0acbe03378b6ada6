package io.sluice.analytics.windows;

import static io.sluice.analytics.windows.SourceOptions.afterPrefix;

import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.CommonOptions;
import io.sluice.analytics.job.Job;
import io.sluice.analytics.job.JobRunner;
import io.sluice.analytics.job.MaxRows;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code windowed-counts --table flights --time … --window "10 minutes"}. */
@Command(
        name = "windowed-counts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Count rows by windows of their time, once or as they come.",
        footer = {
            "",
            "The result has the columns window_start, window_end, those of --by, and count. A stream writes it exactly",
            "once to delta: and parquet:, at least once (with window and groups as the key) to kafka:.",
            "  windowed-counts --table flights --time \"to_timestamp(date,'yyyy/MM/dd HH:mm')\" --window \"1 day\" --by origin",
            "  windowed-counts --from kafka:flights --bootstrap localhost:9092 --window \"10 minutes\" --follow --to delta:counts"
        })
public final class WindowedCountsCommand implements Callable<Integer> {
    private final JobRunner runner;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SourceOptions from;

    @Mixin
    private WindowOptions windows;

    @Option(
            names = "--to",
            paramLabel = "SINK",
            defaultValue = "console",
            description = "console, delta:TABLE, parquet:PATH or kafka:TOPIC (default: ${DEFAULT-VALUE}).")
    private String to;

    @Mixin
    private StreamOptions stream;

    @Mixin
    private MaxRows maxRows;

    @Mixin
    private CommonOptions common;

    public WindowedCountsCommand(JobRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() throws Exception {
        maxRows.check();
        return runner.run(spec, common, job());
    }

    private Job job() {
        Source source = from.source();
        Windowing windowing = windows.windowing(source);
        Sink sink = sink();
        Pipeline pipeline = new Pipeline(source, windowing);
        return stream.streams()
                ? new StreamJob(pipeline, sink, stream.settings(sink, windowing.window()))
                : new BatchJob(pipeline, sink, stream.batchMode(sink));
    }

    private Sink sink() {
        if (to.equals("console")) {
            return new ConsoleSink(maxRows);
        }
        Optional<Sink> sink = afterPrefix(to, "delta:").map(DeltaSink::new);
        sink = sink.or(() -> afterPrefix(to, "parquet:").map(ParquetSink::new));
        sink = sink.or(() -> afterPrefix(to, "kafka:").map(topic -> new KafkaSink(from.cluster("--to " + to), topic)));
        return sink.orElseThrow(() -> new UsageException(
                "--to " + to + " is not known: write console, delta:TABLE, parquet:PATH or kafka:TOPIC"));
    }
}
