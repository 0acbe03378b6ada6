package io.sluice.analytics.windows;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What is counted, on the command line. */
final class WindowOptions {
    @Option(
            names = "--window",
            paramLabel = "LENGTH",
            required = true,
            description = "The windows' length, e.g. \"10 minutes\".")
    private String window;

    @Option(
            names = "--slide",
            paramLabel = "LENGTH",
            description = "How far apart windows begin (default: their length).")
    private String slide;

    @Option(
            names = "--time",
            paramLabel = "EXPR",
            description = {
                "A row's time: a SQL expression of type TIMESTAMP, e.g. \"to_timestamp(date,'yyyy/MM/dd HH:mm')\"",
                "(default: Kafka's own, _kafka_timestamp)."
            })
    private String time;

    @Option(names = "--by", paramLabel = "C", split = ",", description = "Columns to count by, comma-separated.")
    private List<String> by = new ArrayList<>();

    Windowing windowing(Source source) {
        Interval length = Interval.positive("--window", window);
        return new Windowing(
                time == null ? source.defaultTime() : time,
                length,
                slide == null ? length : Interval.positive("--slide", slide),
                by);
    }
}
