package io.sluice.connector;

import io.sluice.connector.column.JsonNoise;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records that somebody wrote to break a sink: by hand, one a line of {@code hostile/records.txt}, and from a seed. */
final class HostileRecords {
    private static final char OPEN = '⟦';
    private static final char CLOSE = '⟧';
    private static final String[] TABLES = {"a", "b", "A", "rest", "../a", "letters"};
    private static final String[] PARTITIONS = {"x", "y", "", "../x", "ä"};

    private HostileRecords() {}

    /** Lines that begin with # name what follows; {@code \xNN} is a byte, and {@code ⟦text*count⟧} repeats. */
    static List<byte[]> handmade() throws IOException {
        List<byte[]> records = new ArrayList<>();
        try (InputStream file = HostileRecords.class.getResourceAsStream("/hostile/records.txt")) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.startsWith("# ")) {
                    records.add(bytes(line));
                }
            }
        }
        return records;
    }

    private static byte[] bytes(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < line.length(); ) {
            if (line.charAt(i) == OPEN) {
                int close = line.indexOf(CLOSE, i);
                int star = line.lastIndexOf('*', close);
                byte[] repeated = bytes(line.substring(i + 1, star));
                int count = Integer.parseInt(line.substring(star + 1, close));
                for (int each = 0; each < count; each++) {
                    bytes.writeBytes(repeated);
                }
                i = close + 1;
            } else if (line.startsWith("\\x", i)) {
                bytes.write(Integer.parseInt(line.substring(i + 2, i + 4), 16));
                i += 4;
            } else {
                int next = line.offsetByCodePoints(i, 1);
                bytes.writeBytes(line.substring(i, next).getBytes(StandardCharsets.UTF_8));
                i = next;
            }
        }
        return bytes.toByteArray();
    }

    /** JSON written in all ways, most with a table and a partition, a third with bytes changed, and a few tombstones (null). */
    static byte[] generated(JsonNoise noise) {
        if (noise.oneIn(50)) {
            return null;
        }
        byte[] document = noise.document();
        if (!noise.oneIn(4)) {
            document = placed(document, noise);
        }
        return noise.oneIn(3) ? noise.mutated(document) : document;
    }

    private static byte[] placed(byte[] document, JsonNoise noise) {
        String json = new String(document, StandardCharsets.UTF_8);
        int at = json.indexOf('{') + 1;
        String place = "\"t\":\"" + TABLES[noise.below(TABLES.length)] + "\",\"p\":\""
                + PARTITIONS[noise.below(PARTITIONS.length)] + "\""
                + (json.substring(at).strip().startsWith("}") ? "" : ",");
        return (json.substring(0, at) + place + json.substring(at)).getBytes(StandardCharsets.UTF_8);
    }
}
