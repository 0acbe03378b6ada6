package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S45, S46: files of the log that were torn or damaged from outside. What the log says stays the same, or there is an error. */
abstract class AnyDamagedLogTest {
    private static final StructType SCHEMA = new StructType().add("id", LongType.LONG);
    private static final AppId P0 = new AppId("ns", "kafka", new TopicPartition("t", 0));
    private static final long SEED = 20_261_120;

    @TempDir
    Path lake;

    @Test
    void aTornFileIsNamedOrDoesNotMatter() throws Exception {
        SourceOffsets truth = table(13);
        dropHadoopChecksums();
        Random random = new Random(SEED);
        int[] seen = new int[2];
        for (Path file : log()) {
            byte[] whole = Files.readAllBytes(file);
            for (int cut :
                    new int[] {0, random.nextInt(whole.length), random.nextInt(whole.length), whole.length - 2}) {
                Files.write(file, Arrays.copyOf(whole, cut));
                String as = file.getFileName() + " cut at " + cut + " of " + whole.length;
                Optional<String> refusal = refusal(truth, as);
                refusal.ifPresent(message ->
                        assertThat(message).as(as).contains(file.getFileName().toString(), "restore"));
                seen[refusal.isPresent() ? 1 : 0]++;
            }
            Files.write(file, whole);
        }
        assertThat(seen[0]).as("files that the newest version does not need").isPositive();
        assertThat(seen[1]).as("files that it needs").isGreaterThan(10);
    }

    @Test
    void aCommitThatWasEmptiedIsRefusedThoughItReadsAsOneThatDidNothing() throws Exception {
        table(3);
        Files.write(Logs.entry(lake.resolve("events"), format(), 3), new byte[0]);

        assertThatThrownBy(() -> open().latest())
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("00000000000000000003.json is empty");
    }

    @Test
    void aDamagedCheckpointIsNamedWithWhatToDoAndMayBeRemoved() throws Exception {
        SourceOffsets truth = table(13);
        Path checkpoint = Logs.folder(lake.resolve("events"), format()).resolve(checkpoint());
        byte[] whole = Files.readAllBytes(checkpoint);
        whole[whole.length / 2] ^= 0x55;
        Files.write(checkpoint, whole);

        assertThatThrownBy(() -> open().latest())
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining(checkpoint())
                .hasMessageContaining("A damaged checkpoint may be removed");

        Files.delete(checkpoint);
        assertThat(open().latest().orElseThrow().offsets()).isEqualTo(truth);
    }

    /** Why the table is refused; empty when it says what it said before. */
    private Optional<String> refusal(SourceOffsets truth, String as) throws Exception {
        try {
            assertThat(open().latest().orElseThrow().offsets()).as(as).isEqualTo(truth);
            return Optional.empty();
        } catch (LakeRefusedException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** As on a store that keeps none. */
    private void dropHadoopChecksums() throws IOException {
        for (Path file : log()) {
            if (file.getFileName().toString().startsWith(".")) {
                Files.delete(file);
            }
        }
    }

    private List<Path> log() throws IOException {
        try (Stream<Path> files = Files.list(Logs.folder(lake.resolve("events"), format()))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    SourceOffsets table(int commits) throws Exception {
        TableLog table = open();
        table.create(SCHEMA, TableLayout.NONE, Map.of());
        try (LogMaintenance maintenance = new LogMaintenance("test")) {
            for (long next = 1; next <= commits; next++) {
                maintenance.after(
                        table.location(),
                        table.append(table.latest().orElseThrow(), List.of(), Map.of(P0, next), CommitDetails.none()));
            }
        }
        return table.latest().orElseThrow().offsets();
    }

    TableLog open() throws LakeUnavailableException {
        return LakeStorage.open(
                        new LakeSettings(lake.toString(), format(), Map.of(), Duration.ofSeconds(1)), "Sluice/test")
                .table(new TableName("events"));
    }

    abstract Format format();

    /** Name of the checkpoint of version 10. */
    abstract String checkpoint();
}
