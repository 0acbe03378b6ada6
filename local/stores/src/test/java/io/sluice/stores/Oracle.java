package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.lake.AddedFile;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.lake.ReplayedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Compares a table, replayed without any code of the connector, with what was given to it. The replay demands versions without a gap. */
final class Oracle {
    private final ReplayedLog log;
    private final Map<Integer, List<Long>> offsets = new TreeMap<>();
    private int missing;

    /** @param table where a Delta table's files are, in the local file system */
    Oracle(Path table) throws IOException {
        this(DeltaLog.replay(table));
    }

    Oracle(ReplayedLog replayed) throws IOException {
        log = replayed;
        for (AddedFile file : log.files()) {
            if (!Files.exists(file.path())
                    || Files.size(file.path()) != file.action().get("size").asLong()) {
                missing++;
            }
        }
        if (missing == 0) {
            for (JsonNode row : log.rows()) {
                assertThat(row.get("id").asLong())
                        .isEqualTo(row.get("_kafka_offset").asLong());
                offsets.computeIfAbsent(row.get("_kafka_partition").asInt(), unused -> new ArrayList<>())
                        .add(row.get("id").asLong());
            }
        }
    }

    int versions() {
        return log.commits().size();
    }

    /** Data commits. */
    int batches() {
        return log.addedByCommit().size();
    }

    /** "0 lost, …", of what {@code rows} records in each of the partitions 0 to {@code partitions} must give. */
    String verdict(int partitions, int rows) {
        long lost = 0;
        long doubled = 0;
        for (int partition = 0; partition < partitions; partition++) {
            List<Long> found = offsets.getOrDefault(partition, List.of());
            long distinct = found.stream().distinct().count();
            doubled += found.size() - distinct;
            lost += LongStream.range(0, rows).count() - distinct;
        }
        return lost + " lost, " + doubled + " duplicated, " + missing + " live files missing";
    }

    void requireOffsets(int partitions, int rows) {
        for (int partition = 0; partition < partitions; partition++) {
            assertThat(log.transactions()).containsEntry("sluice/stores/kafka/t/" + partition, (long) rows);
            assertThat(offsets.get(partition))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, rows).boxed().toList());
        }
    }
}
