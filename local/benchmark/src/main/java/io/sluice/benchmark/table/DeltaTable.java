package io.sluice.benchmark.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.lake.AddedFile;
import io.sluice.local.lake.DeltaLog;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A Delta table, by a replay of its log. */
public record DeltaTable(Path folder) implements Table {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public long rows() {
        if (!DeltaLog.exists(folder)) {
            return 0;
        }
        return DeltaLog.replay(folder).files().stream()
                .mapToLong(DeltaTable::records)
                .sum();
    }

    @Override
    public List<Path> files() {
        return DeltaLog.replay(folder).files().stream().map(AddedFile::path).toList();
    }

    @Override
    public int commits() {
        return DeltaLog.replay(folder).addedByCommit().size();
    }

    /** By the file's statistics, which every contender writes. */
    private static long records(AddedFile file) {
        try {
            return JSON.readTree(file.action().path("stats").asText())
                    .path("numRecords")
                    .asLong();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
