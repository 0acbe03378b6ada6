package io.sluice.local.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ledger of a plain Parquet table, replayed from its entries alone, never from a checkpoint. Written for tests alone, by the format's
 * description.
 */
public final class PlainLedger implements ReplayedLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path table;
    private final Map<String, AddedFile> files = new LinkedHashMap<>();
    private final Map<String, Long> transactions = new TreeMap<>();
    private final Map<Long, JsonNode> commits = new TreeMap<>();
    private final Map<Long, Integer> addedByCommit = new TreeMap<>();

    private PlainLedger(Path table) {
        this.table = table;
    }

    /** From version 0 to the last before a gap; a version after a gap is an error. */
    public static PlainLedger replay(Path table) {
        PlainLedger ledger = new PlainLedger(table);
        Path folder = table.resolve("_sluice_log");
        try {
            long version = 0;
            while (Files.exists(folder.resolve(name(version)))) {
                ledger.apply(version, JSON.readTree(Files.readString(folder.resolve(name(version)))));
                version++;
            }
            try (var entries = Files.list(folder)) {
                long there = entries.filter(
                                entry -> entry.getFileName().toString().matches("\\d{20}\\.json"))
                        .count();
                if (there != version) {
                    throw new IllegalStateException("Version " + version + " is missing in the ledger of " + table);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ledger;
    }

    private static String name(long version) {
        return String.format("%020d.json", version);
    }

    private void apply(long version, JsonNode entry) {
        if (entry.get("version").asLong() != version) {
            throw new IllegalStateException(
                    "Entry " + version + " of " + table + " says it is " + entry.get("version"));
        }
        commits.put(version, entry.get("commitInfo"));
        for (JsonNode file : entry.path("files")) {
            String path = URLDecoder.decode(file.get("path").asText().replace("+", "%2B"), StandardCharsets.UTF_8);
            if (files.put(path, new AddedFile(table.resolve(path), file)) != null) {
                throw new IllegalStateException(path + " was added twice, again in version " + version);
            }
            addedByCommit.merge(version, 1, Integer::sum);
        }
        for (JsonNode txn : entry.path("txns")) {
            transactions.put(txn.get("appId").asText(), txn.get("version").asLong());
        }
    }

    @Override
    public Collection<AddedFile> files() {
        return files.values();
    }

    @Override
    public Map<String, Long> transactions() {
        return transactions;
    }

    @Override
    public Map<Long, JsonNode> commits() {
        return commits;
    }

    @Override
    public Map<Long, Integer> addedByCommit() {
        return addedByCommit;
    }

    @Override
    public List<JsonNode> rows() {
        return rows(files.values());
    }

    /** The rows of files, with what the log says of their partitions. */
    static List<JsonNode> rows(Collection<AddedFile> files) {
        List<JsonNode> rows = new ArrayList<>();
        for (AddedFile file : files) {
            for (JsonNode row : Parquet.rows(file.path())) {
                file.action().path("partitionValues").properties().forEach(value -> ((ObjectNode) row)
                        .set(value.getKey(), value.getValue()));
                rows.add(row);
            }
        }
        return rows;
    }
}
