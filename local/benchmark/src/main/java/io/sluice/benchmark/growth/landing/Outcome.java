package io.sluice.benchmark.growth.landing;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a child JVM has to say.
 *
 * @param landed records that must be in the lake's tables, warm-up included
 * @param measured one for each point that it measured
 */
public record Outcome(long landed, List<Measured> measured) {
    public Outcome {
        measured = List.copyOf(measured);
    }

    String text() {
        return landed + "\n" + measured.stream().map(Measured::text).collect(Collectors.joining("\n"));
    }

    public static Outcome parse(String text) {
        List<String> lines = text.lines().toList();
        return new Outcome(
                Long.parseLong(lines.get(0)),
                lines.stream().skip(1).map(Measured::parse).toList());
    }
}
