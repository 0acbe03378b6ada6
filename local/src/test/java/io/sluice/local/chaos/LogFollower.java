package io.sluice.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follows the log of a Delta table, or the ledger of a plain Parquet one, from version 0 by its commits alone, never by a checkpoint, and remembers what each version was: a version that
 * is missing, torn or rewritten is a fault. Written for tests alone, by the protocol's text.
 */
final class LogFollower {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

    /** A file that the log says is live. */
    record Live(Path path, long size, long rows) {}

    private final Path table;
    private final Path folder;
    private final List<String> hashes = new ArrayList<>();
    private final Map<String, Live> live = new LinkedHashMap<>();
    private final Map<String, Long> transactions = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private LogFollower(Path table, String folder) {
        this.table = table;
        this.folder = table.resolve(folder);
    }

    static LogFollower delta(Path table) {
        return new LogFollower(table, "_delta_log");
    }

    static LogFollower plainParquet(Path table) {
        return new LogFollower(table, "_sluice_log");
    }

    /** Reads the versions that are new. */
    void advance() {
        while (Files.exists(commit(hashes.size()))) {
            long version = hashes.size();
            byte[] content = read(commit(version));
            hashes.add(hash(content));
            try {
                apply(new String(content, StandardCharsets.UTF_8));
            } catch (IOException | RuntimeException e) {
                faults.add("unreadable: version " + version + ": " + e);
            }
        }
        if (last() >= hashes.size()) {
            faults.add("unreadable: version " + hashes.size() + " is missing, " + last() + " is there");
        }
    }

    /** Reads versions again that were read before. */
    void compare(long from) {
        for (int version = (int) Math.max(0, from); version < hashes.size(); version++) {
            if (!Files.exists(commit(version)) || !hash(read(commit(version))).equals(hashes.get(version))) {
                faults.add("unreadable: version " + version + " was rewritten or removed");
            }
        }
    }

    long versions() {
        return hashes.size();
    }

    Map<String, Live> live() {
        return live;
    }

    Map<String, Long> transactions() {
        return transactions;
    }

    /** What was wrong so far. */
    List<String> faults() {
        return faults;
    }

    private void apply(String content) throws IOException {
        Map<String, Long> before = new TreeMap<>(transactions);
        if (folder.endsWith("_sluice_log")) {
            entry(JSON.readTree(content), before);
            return;
        }
        for (String line : content.lines().toList()) {
            JsonNode action = JSON.readTree(line);
            if (action.hasNonNull("remove")) {
                live.remove(name(action.get("remove")));
            } else if (action.hasNonNull("txn")) {
                transactions.put(
                        action.get("txn").get("appId").asText(),
                        action.get("txn").get("version").asLong());
            }
        }
        for (String line : content.lines().toList()) {
            JsonNode action = JSON.readTree(line);
            if (action.hasNonNull("add")) {
                JsonNode statistics =
                        JSON.readTree(action.get("add").path("stats").asText("{}"));
                add(action.get("add"), statistics.path("numRecords").asLong(-1));
            } else if (action.hasNonNull("commitInfo")) {
                joins(action.get("commitInfo").path("operationParameters"), before);
            }
        }
    }

    /** An entry of a ledger says all in one object. */
    private void entry(JsonNode entry, Map<String, Long> before) throws IOException {
        for (JsonNode txn : entry.path("txns")) {
            transactions.put(txn.get("appId").asText(), txn.get("version").asLong());
        }
        for (JsonNode file : entry.path("files")) {
            add(file, file.get("rows").asLong());
        }
        joins(entry.get("commitInfo").path("operationParameters"), before);
    }

    private void add(JsonNode add, long rows) {
        String name = name(add);
        Path path = name.startsWith("file:") ? Path.of(name.replaceFirst("^file:/+", "/")) : table.resolve(name);
        live.put(name, new Live(path, add.get("size").asLong(), rows));
    }

    /** Each range of the landing log begins where the table's offset stood and ends where it stands. */
    private void joins(JsonNode parameters, Map<String, Long> before) throws IOException {
        if (!parameters.hasNonNull("offsets")) {
            return;
        }
        for (JsonNode range : JSON.readTree(parameters.get("offsets").asText())) {
            String appId = "sluice/" + parameters.get("namespace").asText() + "/"
                    + parameters.get("source").asText() + "/"
                    + range.get("topic").asText() + "/"
                    + range.get("partition").asInt();
            Long stood = before.get(appId);
            if (stood != null && stood >= 0 && range.get("start").asLong() != stood) {
                faults.add("ranges: " + appId + " stood at " + stood + ", version " + (hashes.size() - 1) + " lands "
                        + range);
            }
            if (!Long.valueOf(range.get("next").asLong()).equals(transactions.get(appId))) {
                faults.add("ranges: " + appId + " stands at " + transactions.get(appId) + " after " + range);
            }
        }
    }

    private static String name(JsonNode file) {
        return URLDecoder.decode(file.get("path").asText().replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private Path commit(long version) {
        return folder.resolve(String.format("%020d.json", version));
    }

    private long last() {
        if (!Files.isDirectory(folder)) {
            return -1;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> COMMIT.matcher(entry.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                    // A version may come between the two looks.
                    .filter(version -> version != hashes.size() && !Files.exists(commit(hashes.size())))
                    .max()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
