package io.sluice.benchmark.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An Iceberg table in a catalog of files, by the summary of its current snapshot. */
public record IcebergTable(Path folder) implements Table {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public long rows() {
        return total("total-records");
    }

    /**
     * All Parquet files below its data folder.
     *
     * @throws IllegalStateException if the snapshot has another number of them: some were not committed, or were replaced
     */
    @Override
    public List<Path> files() {
        try (Stream<Path> paths = Files.walk(folder.resolve("data"))) {
            List<Path> files =
                    paths.filter(path -> path.toString().endsWith(".parquet")).toList();
            if (files.size() != total("total-data-files")) {
                throw new IllegalStateException(folder + " has " + files.size() + " data files, but its snapshot has "
                        + total("total-data-files") + ".");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int commits() {
        return metadata().path("snapshots").size();
    }

    private long total(String name) {
        JsonNode metadata = metadata();
        for (JsonNode snapshot : metadata.path("snapshots")) {
            if (snapshot.path("snapshot-id").equals(metadata.path("current-snapshot-id"))) {
                return snapshot.path("summary").path(name).asLong();
            }
        }
        return 0;
    }

    private JsonNode metadata() {
        Path hint = folder.resolve("metadata/version-hint.text");
        try {
            return Files.exists(hint)
                    ? JSON.readTree(
                            folder.resolve("metadata/v" + Files.readString(hint).strip() + ".metadata.json")
                                    .toFile())
                    : MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
