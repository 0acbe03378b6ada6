package io.sluice.connector.column;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records of twelve fields and about 250 bytes of JSON, like those of local/benchmark. */
public final class Events {
    private static final String[] TYPES = {"click", "view", "purchase", "login", "logout", "heartbeat"};
    private static final long SEED = 42;

    private Events() {}

    public static List<SinkRecord> records(int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<SinkRecord> records = new ArrayList<>(count);
        for (int id = 0; id < count; id++) {
            byte[] value = json(id, random).getBytes(StandardCharsets.UTF_8);
            records.add(Records.of(null, value, id));
        }
        return records;
    }

    private static String json(int id, SplittableRandom random) {
        StringBuilder note = new StringBuilder();
        for (int letter = 0; letter < 40; letter++) {
            note.append((char) random.nextInt('A', 'Z' + 1));
        }
        return String.format(
                Locale.ROOT,
                "{\"event_id\":%d,\"device_id\":\"dev-%05d\",\"ts\":%d,\"type\":\"%s\",\"country\":\"%c%c\",\"lat\":%.5f,\"lon\":%.5f,"
                        + "\"temperature\":%.2f,\"battery\":%d,\"ok\":%b,\"url\":\"https://example.com/p/%d\",\"note\":\"%s\"}",
                id,
                random.nextInt(10_000),
                1_700_000_000_000L + id * 3L + random.nextInt(1_000),
                TYPES[random.nextInt(TYPES.length)],
                random.nextInt('A', 'H'),
                random.nextInt('A', 'H'),
                random.nextDouble(-90, 90),
                random.nextDouble(-180, 180),
                random.nextDouble(-20, 45),
                random.nextInt(101),
                random.nextInt(10) != 0,
                random.nextInt(20_000),
                note);
    }
}
