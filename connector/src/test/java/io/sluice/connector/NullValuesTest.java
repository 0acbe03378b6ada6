package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S26: tombstones under Connect's real WorkerSinkTask. Whatever the policy, no other record is lost and offsets advance. */
final class NullValuesTest {
    @TempDir
    private Path lake;

    private SinkTaskRig rig;

    private void start(String policy, int commitRecords) {
        rig = new SinkTaskRig(
                new LakeSinkTask(),
                Map.of(
                        "name",
                        "rig",
                        "lake.path",
                        lake.toUri().toString(),
                        "value.format",
                        "json",
                        "behavior.on.null.values",
                        policy,
                        "commit.records",
                        Integer.toString(commitRecords)),
                1,
                null);
    }

    @AfterEach
    void stop() {
        rig.stop();
    }

    @Test
    void ignoredTombstonesAreCountedInTheLogAndPassed() throws IOException {
        start("ignore", 4);
        rig.pollWithAssignment(List.of(0), () -> {
            rig.produce(0, 0, 1);
            rig.produce(0, 2, null);
            rig.produce(0, 3, null);
        });

        eventually(() -> assertThat(rows()).containsExactly("0@0", "0@1"));
        assertThat(Files.readString(lake.resolve("t/_delta_log/00000000000000000001.json")))
                .contains("\\\"next\\\":4,\\\"rows\\\":2,\\\"dropped\\\":{\\\"NULL_VALUE\\\":2}");
        eventually(() -> assertThat(rig.committed(0)).isEqualTo(4));
    }

    @Test
    void writtenTombstonesAreRowsOfTheirCoordinates() {
        start("write", 2);
        rig.pollWithAssignment(List.of(0), () -> {
            rig.produce(0, 0, null);
            rig.produce(0, 1);
        });

        eventually(() -> assertThat(rows()).containsExactlyInAnyOrder("0@0", "0@1"));
    }

    @Test
    void aTombstoneThatNobodyExpectedFailsTheTaskWithItsCoordinatesAndTheRemedies() throws IOException {
        start("fail", 1_000);

        assertThatThrownBy(() -> rig.pollWithAssignment(List.of(0), () -> {
                    rig.produce(0, 0);
                    rig.produce(0, 1, null);
                }))
                .cause()
                .hasMessageContaining("t-0@1")
                .hasMessageContaining("behavior.on.null.values");

        rig.commitOffsets();
        assertThat(rig.committed(0)).as("nothing landed, nothing may be told").isLessThanOrEqualTo(0);
        assertThat(rows()).isEmpty();
    }

    private List<String> rows() throws IOException {
        return LakeRows.coordinates(lake.resolve("t"));
    }

    private interface Check {
        void run() throws IOException;
    }

    private void eventually(Check check) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            rig.commitOffsets();
            check.run();
        });
    }
}
