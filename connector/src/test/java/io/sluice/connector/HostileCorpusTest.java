package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.column.JsonNoise;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More than 10,000 hostile records through one task: each is a row, a dead letter or a counted drop, and nothing dies or escapes. */
final class HostileCorpusTest {
    private static final int GENERATED = 10_000;
    private static final long SEED = 4_711;
    private static final int SLOWEST = 20;
    private static final int TRIES = 5;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Pattern DROPPED = Pattern.compile("NULL_VALUE\\\\*\":(\\d+)");

    @TempDir
    private Path home;

    private record Timed(int offset, long nanos) {}

    private Map<String, String> props() {
        Map<String, String> props = new HashMap<>();
        props.put("name", "hostile");
        props.put("lake.path", home.resolve("lake").toUri().toString());
        props.put("value.format", "json");
        props.put("value.schema", "n BIGINT, m DECIMAL(10,2), s STRING, d DATE, p STRING");
        props.put("table.name", "${field}");
        props.put("table.name.field", "t");
        props.put("table.name.field.missing", "default:rest");
        props.put("table.partition.by", "p");
        props.put("dead.letter.table", "letters");
        props.put("errors.tolerance", "all");
        props.put("behavior.on.null.values", "ignore");
        props.put("commit.records", "6000");
        props.put("commit.interval.ms", "60000");
        return props;
    }

    @Test
    void everyRecordIsARowADeadLetterOrACountedDrop() throws Exception {
        List<byte[]> records = new ArrayList<>(HostileRecords.handmade());
        int handmade = records.size();
        assertThat(handmade).isGreaterThan(500);
        JsonNoise noise = new JsonNoise(SEED);
        while (records.size() < handmade + GENERATED) {
            records.add(HostileRecords.generated(noise));
        }
        Files.createDirectories(home.resolve("lake"));

        List<Timed> timed = land(records);

        List<String> wanted = LongStream.range(0, records.size())
                .filter(offset -> records.get((int) offset) != null)
                .mapToObj(offset -> "0@" + offset)
                .toList();
        assertThat(landed()).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(dropped()).isEqualTo(records.size() - wanted.size());
        try (Stream<Path> beside = Files.list(home)) {
            assertThat(beside).containsExactly(home.resolve("lake"));
        }
        Duration slowest = slowest(records, timed);
        assertThat(slowest).isLessThan(Duration.ofMillis(250));
        int letters = LakeRows.coordinates(home.resolve("lake/letters")).size();
        System.out.printf(
                "FIGURE A11 | %d hostile records, %d of them by hand, into %d tables by one task | %d rows, %d dead letters,"
                        + " %d counted drops, 0 lost, 0 duplicated, 0 files outside the lake, slowest record %d ms | seed %d%n",
                records.size(),
                handmade,
                tables().size() - 1,
                wanted.size() - letters,
                letters,
                records.size() - wanted.size(),
                slowest.toMillis(),
                SEED);
    }

    /** One record a poll, so that each is timed. */
    private List<Timed> land(List<byte[]> records) {
        SinkTaskRig rig = new SinkTaskRig(new LakeSinkTask(), props(), 1, null);
        List<Timed> timed = new ArrayList<>();
        try {
            rig.pollWithAssignment(List.of(0), () -> {});
            for (int i = 0; i < records.size(); i++) {
                int offset = i;
                if (rig.paused(0)) {
                    await().pollInSameThread().atMost(LIMIT).until(() -> goesOn(rig));
                }
                long begin = System.nanoTime();
                rig.pollWith(() -> rig.produceBytes(0, offset, records.get(offset)));
                timed.add(new Timed(offset, System.nanoTime() - begin));
            }
            await().pollInSameThread().atMost(LIMIT).until(() -> {
                rig.poll();
                rig.commitOffsets();
                return rig.committed(0) == records.size();
            });
        } finally {
            rig.stop();
        }
        return timed;
    }

    private Duration slowest(List<byte[]> records, List<Timed> timed) {
        timed.sort(Comparator.comparingLong(Timed::nanos).reversed());
        return timed.subList(0, SLOWEST).stream()
                .map(slow -> quickest(records.get(slow.offset())))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static boolean goesOn(SinkTaskRig rig) {
        rig.poll();
        return !rig.paused(0);
    }

    /** The best of some tries, so that what a busy machine adds does not count. */
    private Duration quickest(byte[] value) {
        ValueSettings settings = SinkConfig.parse(props()).value();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long begin = System.nanoTime();
            try {
                ColumnBuffer.create(TableSchema.NONE, settings)
                        .append(new SinkRecord("t", 0, null, null, null, value, 0));
            } catch (RecordError refused) {
                assertThat(refused.getMessage()).hasSizeLessThan(2_000);
            }
            best = Math.min(best, System.nanoTime() - begin);
        }
        return Duration.ofNanos(best);
    }

    private List<String> landed() throws IOException {
        List<String> landed = new ArrayList<>();
        for (Path table : tables()) {
            landed.addAll(LakeRows.coordinates(table));
        }
        return landed;
    }

    private List<Path> tables() throws IOException {
        try (Stream<Path> tables = Files.list(home.resolve("lake"))) {
            return tables.filter(table -> Files.exists(table.resolve("_delta_log")))
                    .toList();
        }
    }

    /** What the commits say they dropped: a tombstone has no field that names a table, so that the ledger counts it. */
    private long dropped() throws IOException {
        long dropped = 0;
        try (Stream<Path> files = Files.walk(home.resolve("lake"))) {
            for (Path commit :
                    files.filter(file -> file.toString().endsWith(".json")).toList()) {
                Matcher count = DROPPED.matcher(Files.readString(commit));
                while (count.find()) {
                    dropped += Long.parseLong(count.group(1));
                }
            }
        }
        return dropped;
    }
}
