package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever others do to a table between a writer's commits, the writer commits on what one sees that opens it. */
final class CommitBaseTest {
    private static final StructType SCHEMA = new StructType().add("id", LongType.LONG);
    private static final int STEPS = 150;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void isWhatTheTableIs(long seed) throws Exception {
        Random random = new Random(seed);
        TableLog writer = open();
        TableLog other = open();
        writer.create(SCHEMA, TableLayout.NONE, Map.of());
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> append(writer, random, random.nextBoolean());
                case 4 -> evolve(other, "c" + step);
                case 5 -> again(other, random);
                default -> append(other, random, random.nextInt(3) > 0);
            }
            if (random.nextInt(3) == 0) {
                assertBase(writer, "seed " + seed + ", step " + step);
            }
        }
        assertBase(writer, "seed " + seed);
    }

    private void assertBase(TableLog writer, String as) throws Exception {
        TableSnapshot opened = open().latest().orElseThrow();
        TableSnapshot base = writer.commitBase().orElseThrow();
        assertThat(base.version()).as(as).isEqualTo(opened.version());
        assertThat(base.id()).as(as).isEqualTo(opened.id());
        assertThat(base.schema()).as(as).isEqualTo(opened.schema());
        assertThat(base.offsets()).as(as).isEqualTo(opened.offsets());
    }

    private static void append(TableLog table, Random random, boolean upkeep) throws Exception {
        AppId partition = new AppId("ns", "kafka", new TopicPartition("t", random.nextInt(3)));
        Appended commit = table.append(
                table.commitBase().orElseThrow(),
                List.of(),
                Map.of(partition, random.nextLong(1_000)),
                CommitDetails.none());
        for (Appended.Upkeep work : commit.upkeep()) {
            if (upkeep) {
                work.action().run();
            }
        }
    }

    private static void evolve(TableLog table, String column) throws Exception {
        TableSnapshot base = table.commitBase().orElseThrow();
        table.evolve(base, base.schema().add(column, StringType.STRING));
    }

    /** Dropped and made anew, with as many versions or fewer. */
    private void again(TableLog table, Random random) throws Exception {
        long versions = random.nextLong(table.latest().orElseThrow().version() + 1);
        try (Stream<Path> files = Files.walk(directory.resolve("t"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        for (long version = 1; version <= versions; version++) {
            append(table, random, true);
        }
    }

    private TableLog open() throws IOException {
        return LakeStorage.open(
                        new LakeSettings(directory.toString(), Format.DELTA, Map.of(), Duration.ofSeconds(1)),
                        "Sluice/test")
                .table(new TableName("t"));
    }
}
