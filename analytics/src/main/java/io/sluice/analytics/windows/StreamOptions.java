package io.sluice.analytics.windows;

import io.sluice.analytics.error.UsageException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Whether and how to stream, on the command line. */
final class StreamOptions {
    @Option(names = "--follow", description = "Count rows as they come, until SIGTERM or Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--available-now",
            description = "Stream what is there, then end; the next run goes on from the checkpoint.")
    private boolean availableNow;

    @Option(
            names = "--mode",
            description = {
                "append: a window once, when the watermark has passed it; update: a window each time its count changes;",
                "complete: all windows each time (default: update; append to Parquet; complete without a stream)."
            })
    private Mode mode;

    @Option(
            names = "--watermark",
            paramLabel = "LENGTH",
            description = "How late a row may be by its time before a stream drops it (default: the windows' length).")
    private String watermark;

    @Option(
            names = "--trigger",
            paramLabel = "LENGTH",
            description = "With --follow: the least time between two batches (default: 5 seconds).")
    private String trigger;

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description = "Where a stream remembers how far it is (default, to delta:T: <lake>/_checkpoints/T).")
    private String checkpoint;

    boolean streams() {
        if (follow && availableNow) {
            throw new UsageException("--follow goes on and --available-now ends: give one of them");
        }
        return follow || availableNow;
    }

    Mode batchMode(Sink sink) {
        refuseWithoutStream("--watermark", watermark);
        refuseWithoutStream("--trigger", trigger);
        refuseWithoutStream("--checkpoint", checkpoint);
        return mode(sink, sink.batchModes(), "without --follow or --available-now");
    }

    private static void refuseWithoutStream(String option, String value) {
        if (value != null) {
            throw new UsageException(option + " is for streams: add --follow or --available-now, or leave it out");
        }
    }

    StreamSettings settings(Sink sink, Interval window) {
        Mode chosen = mode(sink, sink.streamModes(), "as a stream");
        if (watermark != null && !chosen.watermarked()) {
            throw new UsageException("--watermark has no effect with --mode complete, which keeps every window: "
                    + "leave it out, or choose --mode update");
        }
        if (trigger != null && availableNow) {
            throw new UsageException("--trigger is for --follow: --available-now runs batch after batch");
        }
        return new StreamSettings(
                chosen,
                availableNow,
                Interval.parse("--trigger", trigger == null ? "5 seconds" : trigger),
                watermark == null ? window : Interval.parse("--watermark", watermark),
                Optional.ofNullable(checkpoint));
    }

    private Mode mode(Sink sink, Set<Mode> possible, String when) {
        if (mode != null && !possible.contains(mode)) {
            String modes = possible.stream().map(Mode::toString).collect(Collectors.joining(", "));
            throw new UsageException(
                    "--mode " + mode + " cannot be written to " + sink.label() + " " + when + ": it takes " + modes);
        }
        return mode == null ? possible.iterator().next() : mode;
    }
}
