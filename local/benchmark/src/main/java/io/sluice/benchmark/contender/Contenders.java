package io.sluice.benchmark.contender;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** All that can be compared. */
public final class Contenders {
    private static final List<Contender> ALL = List.of(
            new ConnectContender("ours-raw-1", new SluiceSink(), Values.BYTES, 1),
            new ConnectContender("ours-raw-2", new SluiceSink(), Values.BYTES, 2),
            new ConnectContender("ours-maps-1", new SluiceSink(), Values.MAPS, 1),
            new ConnectContender("ours-maps-2", new SluiceSink(), Values.MAPS, 2),
            new ConnectContender("drop-bytes-1", new DroppingSink(), Values.BYTES, 1),
            new ConnectContender("drop-bytes-2", new DroppingSink(), Values.BYTES, 2),
            new ConnectContender("drop-maps-1", new DroppingSink(), Values.MAPS, 1),
            new ConnectContender("drop-maps-2", new DroppingSink(), Values.MAPS, 2),
            new FloorContender("floor"));

    private Contenders() {}

    /** @throws IllegalArgumentException if there is none of a name */
    public static List<Contender> named(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",")).map(Contenders::one).toList();
    }

    private static Contender one(String name) {
        return ALL.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no contender '" + name + "'; there are "
                        + ALL.stream().map(Contender::name).collect(Collectors.joining(", ")) + "."));
    }
}
