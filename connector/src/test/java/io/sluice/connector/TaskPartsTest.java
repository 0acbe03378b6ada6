package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.lake.Lake;
import io.sluice.connector.routing.TableName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskPartsTest {
    @TempDir
    private Path directory;

    /** So that they take turns on a table, and know of each other's commits. */
    @Test
    void areOneLakeForTheTasksOfAWorker() {
        List<Lake> lakes = new ArrayList<>();
        List<SinkTaskRig> tasks = new ArrayList<>();
        for (int task = 0; task < 2; task++) {
            tasks.add(new SinkTaskRig(recording(lakes), props(), 1, null));
        }

        assertThat(lakes).hasSize(2);
        TableName table = new TableName("t");
        assertThat(lakes.get(0).table(table)).isSameAs(lakes.get(1).table(table));
        tasks.forEach(SinkTaskRig::stop);
    }

    private static LakeSinkTask recording(List<Lake> lakes) {
        return new LakeSinkTask((settings, context, id, transforms) -> {
            TaskParts parts = TaskParts.assemble(settings, context, id, transforms);
            lakes.add(parts.lake());
            return parts;
        });
    }

    private Map<String, String> props() {
        return Map.of("name", "rig", "lake.path", directory.toUri().toString(), "value.format", "json");
    }
}
