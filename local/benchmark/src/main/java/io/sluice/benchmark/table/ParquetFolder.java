package io.sluice.benchmark.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Parquet files without a log: they count when the file {@code rows} says how many rows they have. */
public record ParquetFolder(Path folder) implements Table {
    private static final String ROWS = "rows";

    @Override
    public long rows() {
        Path file = folder.resolve(ROWS);
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int commits() {
        return 0;
    }
}
