package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.connect.runtime.SinkTaskRig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand columns are a table like any other. */
final class WideTableTest {
    private static final int COLUMNS = 5_000;

    @TempDir
    private Path lake;

    private SinkTaskRig rig;

    @AfterEach
    void stop() {
        rig.stop();
    }

    @Test
    void tenThousandColumnsAreMadeAddedToAndRead() throws Exception {
        Map<String, String> props = new HashMap<>();
        props.put("name", "rig");
        props.put("lake.path", lake.toUri().toString());
        props.put("value.format", "json");
        props.put("commit.records", "1");
        rig = new SinkTaskRig(new LakeSinkTask(), props, 1, null);

        rig.pollWithAssignment(List.of(0), () -> rig.produce(0, 0, document(0)));
        awaitRows("0@0");
        rig.pollWith(() -> rig.produce(0, 1, document(1)));
        awaitRows("0@0", "0@1");

        List<Map<String, Object>> rows = LakeRows.rows(lake.resolve("t"));
        assertThat(rows).hasSize(2);
        for (Map<String, Object> row : rows) {
            int own = ((Long) row.get("_kafka_offset")).intValue();
            assertThat(row).doesNotContainKey("_rescued").containsEntry("f" + own + "x" + (COLUMNS - 1), COLUMNS - 1L);
            assertThat((Map<?, ?>) row.get("nested")).hasSize(COLUMNS);
            assertThat(row.keySet()).filteredOn(name -> name.startsWith("f")).hasSize(COLUMNS);
        }
    }

    /** 5,000 columns at the top and as many in a struct, each with other names than the other document's. */
    private static String document(int number) {
        String fields = IntStream.range(0, COLUMNS)
                .mapToObj(i -> "\"f" + number + "x" + i + "\":" + i)
                .collect(Collectors.joining(","));
        return "{" + fields + ",\"nested\":{" + fields + "}}";
    }

    private void awaitRows(String... coordinates) {
        await().pollInSameThread().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            rig.poll();
            assertThat(LakeRows.coordinates(lake.resolve("t"))).containsExactlyInAnyOrder(coordinates);
        });
    }
}
