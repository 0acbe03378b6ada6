package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two names for one landing (S15, S53): the second is refused, or every row would be there twice. */
final class SharedSourceTest {
    @TempDir
    private Path lake;

    private final List<SinkTaskRig> rigs = new ArrayList<>();

    private SinkTaskRig start(String name, String... more) {
        Map<String, String> props = new HashMap<>();
        props.put("name", name);
        props.put("lake.path", lake.toUri().toString());
        props.put("value.format", "json");
        props.put("commit.records", "1");
        for (int i = 0; i < more.length; i += 2) {
            props.put(more[i], more[i + 1]);
        }
        SinkTaskRig rig = new SinkTaskRig(new LakeSinkTask(), props, 1, null);
        rigs.add(rig);
        return rig;
    }

    @AfterEach
    void stop() {
        rigs.forEach(SinkTaskRig::stop);
    }

    @Test
    void aRenamedConnectorIsRefusedAndToldItsOldName() {
        SinkTaskRig old = start("old");
        old.pollWithAssignment(List.of(0), () -> old.produce(0, 0));
        awaitRows(old, "0@0");

        SinkTaskRig renamed = start("new");
        assertThatThrownBy(() -> renamed.pollWithAssignment(List.of(0), () -> {}))
                .hasStackTraceContaining("Cannot land topic t in table t")
                .hasStackTraceContaining("set namespace=old")
                .hasStackTraceContaining("allow.shared.source=true");
    }

    @Test
    void aRenamedConnectorThatKeepsItsNamespaceGoesOn() {
        SinkTaskRig old = start("old");
        old.pollWithAssignment(List.of(0), () -> old.produce(0, 0));
        awaitRows(old, "0@0");

        SinkTaskRig renamed = start("new", "namespace", "old");
        renamed.pollWithAssignment(List.of(0), () -> renamed.produce(0, 1));
        awaitRows(renamed, "0@0", "0@1");
    }

    @Test
    void ofTwoConnectorsThatStartTogetherTheSecondToLandIsRefused() throws IOException {
        SinkTaskRig first = start("one", "commit.records", "2");
        SinkTaskRig second = start("two", "commit.records", "2");
        first.pollWithAssignment(List.of(0), () -> first.produce(0, 0));
        second.pollWithAssignment(List.of(0), () -> second.produce(0, 0));
        first.pollWith(() -> first.produce(0, 1));
        awaitRows(first, "0@0", "0@1");

        second.pollWith(() -> second.produce(0, 1));
        assertThatThrownBy(() -> await().pollInSameThread()
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> {
                            second.poll();
                            return false;
                        }))
                .hasStackTraceContaining("for namespace 'one', and this connector's is 'two'");
        assertThat(LakeRows.coordinates(lake.resolve("t"))).containsExactlyInAnyOrder("0@0", "0@1");
    }

    @Test
    void bothLandWhereTheUserSaysSo() {
        SinkTaskRig first = start("one");
        first.pollWithAssignment(List.of(0), () -> first.produce(0, 0));
        awaitRows(first, "0@0");

        SinkTaskRig second = start("two", "allow.shared.source", "true");
        second.pollWithAssignment(List.of(0), () -> second.produce(0, 0));
        awaitRows(second, "0@0", "0@0");
    }

    @Test
    void twoClustersLandTogetherUnderTheirOwnIds() {
        SinkTaskRig first = start("one", "source.id", "east");
        first.pollWithAssignment(List.of(0), () -> first.produce(0, 0));
        awaitRows(first, "0@0");

        SinkTaskRig second = start("one", "source.id", "west");
        second.pollWithAssignment(List.of(0), () -> second.produce(0, 0));
        awaitRows(second, "0@0", "0@0");
    }

    private void awaitRows(SinkTaskRig rig, String... coordinates) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.coordinates(lake.resolve("t"))).containsExactlyInAnyOrder(coordinates);
        });
    }
}
