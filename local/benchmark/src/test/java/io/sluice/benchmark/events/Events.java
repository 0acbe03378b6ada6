package io.sluice.benchmark.events;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Some events and what a table of them must give. */
public record Events(List<byte[]> values, Expected expected) {
    public static Events of(int count) {
        Event event = new Event(7);
        List<byte[]> values = new ArrayList<>();
        Map<Checksum, Long> sums = new EnumMap<>(Checksum.class);
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            event.next();
            StringBuilder json = new StringBuilder();
            event.json(json);
            values.add(json.toString().getBytes(StandardCharsets.US_ASCII));
            bytes += json.length();
            for (Checksum checksum : Checksum.values()) {
                sums.merge(checksum, checksum.part(event), Long::sum);
            }
        }
        return new Events(values, new Expected(sums, bytes));
    }
}
