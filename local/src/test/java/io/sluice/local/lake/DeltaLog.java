package io.sluice.local.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Delta table's state, replayed from its log by the protocol's section "Action Reconciliation": the last checkpoint, then each commit.
 * Written for tests alone, so that no mistake of the connector or of a Delta library can hide in it.
 */
public final class DeltaLog implements ReplayedLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
    private static final Pattern CHECKPOINT = Pattern.compile("(\\d{20})\\.checkpoint\\.parquet");

    private final Path table;
    private final Map<String, AddedFile> files = new LinkedHashMap<>();
    private final Map<String, Long> transactions = new TreeMap<>();
    private final Map<Long, JsonNode> commits = new TreeMap<>();
    private final Map<Long, Integer> addedByCommit = new TreeMap<>();
    private JsonNode metaData;

    private DeltaLog(Path table) {
        this.table = table;
    }

    /** Whether the table has its first commit. */
    public static boolean exists(Path table) {
        return Files.exists(table.resolve("_delta_log/00000000000000000000.json"));
    }

    public static DeltaLog replay(Path table) {
        DeltaLog log = new DeltaLog(table);
        Map<Long, Path> checkpoints = log.numbered(CHECKPOINT);
        long from = -1;
        for (Map.Entry<Long, Path> checkpoint : checkpoints.entrySet()) {
            from = checkpoint.getKey();
        }
        if (from >= 0) {
            Parquet.rows(checkpoints.get(from)).forEach(action -> log.apply(action, -1));
        }
        log.replayCommits(from);
        return log;
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

    public JsonNode metaData() {
        return metaData;
    }

    @Override
    public List<JsonNode> rows() {
        return PlainLedger.rows(files.values());
    }

    private void replayCommits(long from) {
        long expected = -1;
        for (Map.Entry<Long, Path> commit : numbered(COMMIT).entrySet()) {
            long version = commit.getKey();
            if (expected >= 0 && version != expected) {
                throw new IllegalStateException("Version " + expected + " is missing in the log of " + table);
            }
            expected = version + 1;
            for (JsonNode action : actions(commit.getValue())) {
                if (version > from) {
                    apply(action, version);
                }
                if (action.hasNonNull("commitInfo")) {
                    commits.put(version, action.get("commitInfo"));
                }
                if (action.hasNonNull("add")) {
                    addedByCommit.merge(version, 1, Integer::sum);
                }
            }
        }
    }

    private void apply(JsonNode action, long version) {
        if (action.hasNonNull("add")) {
            JsonNode add = action.get("add");
            String path = URLDecoder.decode(add.get("path").asText().replace("+", "%2B"), StandardCharsets.UTF_8);
            AddedFile twice = files.put(path, new AddedFile(location(path), add));
            // What changes no data may say more of a file that is there, such as its rows' ids.
            if (twice != null && version >= 0 && add.path("dataChange").asBoolean(true)) {
                throw new IllegalStateException(path + " was added twice, again in version " + version);
            }
        } else if (action.hasNonNull("remove")) {
            String path = action.get("remove").get("path").asText();
            files.remove(URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8));
        } else if (action.hasNonNull("txn")) {
            transactions.put(
                    action.get("txn").get("appId").asText(),
                    action.get("txn").get("version").asLong());
        } else if (action.hasNonNull("metaData")) {
            metaData = action.get("metaData");
        }
    }

    private Path location(String path) {
        return path.startsWith("file:") ? Path.of(path.replaceFirst("^file:/+", "/")) : table.resolve(path);
    }

    private Map<Long, Path> numbered(Pattern name) {
        Map<Long, Path> found = new TreeMap<>();
        try (Stream<Path> entries = Files.list(table.resolve("_delta_log"))) {
            entries.forEach(entry -> {
                Matcher matcher = name.matcher(entry.getFileName().toString());
                if (matcher.matches()) {
                    found.put(Long.parseLong(matcher.group(1)), entry);
                }
            });
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> actions(Path commit) {
        try {
            List<JsonNode> actions = new ArrayList<>();
            for (String line : Files.readAllLines(commit)) {
                actions.add(JSON.readTree(line));
            }
            return actions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
