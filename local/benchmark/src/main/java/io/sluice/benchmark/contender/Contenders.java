package io.sluice.benchmark.contender;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** All that can be compared. */
public final class Contenders {
    private static final SinkPlugin OURS = new SluiceSink();
    private static final SinkPlugin ICEBERG = new IcebergSink();
    private static final SinkPlugin DROPPING = new DroppingSink();

    private static final List<Contender> ALL = List.of(
            new ConnectContender("ours-raw-1", "Sluice, raw JSON, 1 task", OURS, Values.BYTES, 1),
            new ConnectContender("ours-raw-2", "Sluice, raw JSON, 2 tasks", OURS, Values.BYTES, 2),
            new ConnectContender("ours-maps-1", "Sluice, JsonConverter, 1 task", OURS, Values.MAPS, 1),
            new ConnectContender("ours-maps-2", "Sluice, JsonConverter, 2 tasks", OURS, Values.MAPS, 2),
            new ConnectContender("iceberg-1", "Apache Iceberg's sink, JsonConverter, 1 task", ICEBERG, Values.MAPS, 1),
            new ConnectContender("iceberg-2", "Apache Iceberg's sink, JsonConverter, 2 tasks", ICEBERG, Values.MAPS, 2),
            new SparkContender("spark", "Spark Structured Streaming, AvailableNow", 0),
            new SparkContender("spark-1m", "Spark Structured Streaming, 1M offsets a trigger", 1_000_000),
            new ConnectContender(
                    "drop-bytes-1", "a sink that drops, ByteArrayConverter, 1 task", DROPPING, Values.BYTES, 1),
            new ConnectContender(
                    "drop-bytes-2", "a sink that drops, ByteArrayConverter, 2 tasks", DROPPING, Values.BYTES, 2),
            new ConnectContender("drop-maps-1", "a sink that drops, JsonConverter, 1 task", DROPPING, Values.MAPS, 1),
            new ConnectContender("drop-maps-2", "a sink that drops, JsonConverter, 2 tasks", DROPPING, Values.MAPS, 2),
            new FloorContender("floor"));

    private Contenders() {}

    /** @throws IllegalArgumentException if there is none of a name */
    public static List<Contender> named(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",", -1)).map(Contenders::one).toList();
    }

    private static Contender one(String name) {
        return ALL.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no contender '" + name + "'; there are "
                        + ALL.stream().map(Contender::name).collect(Collectors.joining(", ")) + "."));
    }
}
