package io.sluice.benchmark.growth.landing;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Values of records: flat JSON objects whose fields are all alike, so that points differ in nothing but their number. Each field is a number
 * of six digits, one of a thousand, drawn from a fixed seed: every column of every point has the same dictionary. Made before any mark and
 * handed out in circles.
 */
final class Rows {
    /** Its name is in the settings of the table. */
    static final String PARTITION_COLUMN = "part";

    private static final long SEED = 20_261_126;
    private static final int LEAST = 100_000;
    private static final int DISTINCT = 1_000;

    private final byte[][] values;
    private int next;

    /**
     * @param columns of each row, the partition column included
     * @param partitions distinct values of the partition column; 0 for no such column
     * @param count of the distinct rows
     */
    Rows(int columns, int partitions, int count) {
        Random random = new Random(SEED);
        values = new byte[count][];
        StringBuilder json = new StringBuilder();
        for (int row = 0; row < count; row++) {
            json.setLength(0);
            json.append('{');
            if (partitions > 0) {
                // In circles: each partition gets the same share of every commit.
                json.append('"')
                        .append(PARTITION_COLUMN)
                        .append("\":\"p")
                        .append(LEAST + row % partitions)
                        .append('"');
            }
            for (int column = partitions > 0 ? 1 : 0; column < columns; column++) {
                json.append(json.length() > 1 ? ",\"c" : "\"c")
                        .append(LEAST + column)
                        .append("\":");
                json.append(LEAST + random.nextInt(DISTINCT));
            }
            values[row] = json.append('}').toString().getBytes(StandardCharsets.US_ASCII);
        }
    }

    byte[] next() {
        byte[] value = values[next];
        next = next + 1 == values.length ? 0 : next + 1;
        return value;
    }
}
