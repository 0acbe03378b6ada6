package io.sluice.benchmark.events;

import io.sluice.local.process.PropertiesFile;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a table of a topic's events must give.
 *
 * @param sums of all events
 * @param bytes of their values, uncompressed
 */
public record Expected(Map<Checksum, Long> sums, long bytes) {
    private static final String BYTES = "value-bytes";

    public Expected {
        sums = Map.copyOf(sums);
    }

    public long records() {
        return sums.get(Checksum.ROWS);
    }

    static Expected read(Path file) {
        Map<String, String> lines = PropertiesFile.read(file);
        Map<Checksum, Long> sums = new EnumMap<>(Checksum.class);
        for (Checksum checksum : Checksum.values()) {
            sums.put(checksum, Long.valueOf(lines.get(checksum.name())));
        }
        return new Expected(sums, Long.parseLong(lines.get(BYTES)));
    }

    void write(Path file) {
        Map<String, String> lines = new TreeMap<>();
        sums.forEach((checksum, sum) -> lines.put(checksum.name(), sum.toString()));
        lines.put(BYTES, Long.toString(bytes));
        PropertiesFile.write(file, lines);
    }
}
