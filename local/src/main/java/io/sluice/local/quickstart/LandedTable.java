package io.sluice.local.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a Delta table's log says about itself.
 *
 * @param commits that added files
 * @param files added
 * @param bytes of those files
 * @param rows in those files, by their statistics
 */
record LandedTable(int commits, int files, long bytes, long rows) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LandedTable NOTHING = new LandedTable(0, 0, 0, 0);

    /** Adds up the log's JSON files; right for a young table, of which no file was removed and no log entry cleaned up. */
    static LandedTable read(Path table) {
        Path log = table.resolve("_delta_log");
        LandedTable sum = NOTHING;
        if (!Files.isDirectory(log)) {
            return sum;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(log, "*.json")) {
            for (Path entry : entries) {
                sum = sum.plus(commit(entry));
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LandedTable commit(Path entry) throws IOException {
        LandedTable sum = NOTHING;
        for (String line : Files.readAllLines(entry)) {
            JsonNode add = JSON.readTree(line).path("add");
            if (!add.isMissingNode()) {
                long rows = JSON.readTree(add.path("stats").asText("{}"))
                        .path("numRecords")
                        .asLong();
                sum = sum.plus(new LandedTable(0, 1, add.path("size").asLong(), rows));
            }
        }
        return sum.files == 0 ? NOTHING : sum.plus(new LandedTable(1, 0, 0, 0));
    }

    private LandedTable plus(LandedTable other) {
        return new LandedTable(commits + other.commits, files + other.files, bytes + other.bytes, rows + other.rows);
    }
}
