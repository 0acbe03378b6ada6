package io.sluice.local.chaos;

import io.sluice.local.lake.AddedFile;
import io.sluice.local.lake.DeltaLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * Judges one table against the ledger of what was produced, by the log's commits and the Parquet files alone: every record is there
 * once, no other is, every live file is whole, offsets say what the rows say, no version ever changed.
 */
final class Oracle implements AutoCloseable {
    private static final int LOOK_BACK = 50;
    private static final int SHOWN = 20;

    private final Path table;
    private final String namespace;
    private final Ledger ledger;
    private final LongPredicate never;
    private final LongPredicate perhaps;
    private final Format format;
    private final LogFollower log;
    private final RowFiles reader = new RowFiles();
    private final Map<Path, List<Origin>> read = new HashMap<>();
    private final Map<TopicPartition, Holding> held = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long lost;
    private long duplicated;
    private long foreign;

    private Oracle(
            Format format, Path table, String namespace, Ledger ledger, LongPredicate never, LongPredicate perhaps) {
        this.format = format;
        this.table = table;
        this.namespace = namespace;
        this.ledger = ledger;
        this.never = never;
        this.perhaps = perhaps;
        this.log = format == Format.PARQUET ? LogFollower.plainParquet(table) : LogFollower.delta(table);
    }

    /** @param namespace the connector's name */
    static Oracle of(Path table, String namespace, Ledger ledger) {
        return new Oracle(Form.format(), table, namespace, ledger, id -> false, id -> false);
    }

    /**
     * @param never ids of records that must not be in the table, such as dead letters
     * @param perhaps ids of records that may be gone, since someone else deletes them
     */
    static Oracle of(Path table, String namespace, Ledger ledger, LongPredicate never, LongPredicate perhaps) {
        return new Oracle(Form.format(), table, namespace, ledger, never, perhaps);
    }

    /** The same for tables of that format. */
    static Oracle of(Format format, Path table, String namespace, Ledger ledger, LongPredicate never) {
        return new Oracle(format, table, namespace, ledger, never, id -> false);
    }

    /** The next offset by the log as it is now; 0 for none. */
    long next(TopicPartition partition) {
        log.advance();
        return standing(partition);
    }

    long versions() {
        log.advance();
        return log.versions();
    }

    boolean reached(Map<TopicPartition, Long> ends) {
        log.advance();
        return behind(ends).isEmpty();
    }

    /** The partitions that are not there yet, and where each stands. */
    Map<TopicPartition, Long> behind(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        ends.forEach((partition, end) -> {
            long standing = standing(partition);
            if (standing < end) {
                behind.put(partition, standing);
            }
        });
        return behind;
    }

    /** What must hold at any time, with producers and tasks at work. */
    void check() {
        log.advance();
        log.compare(log.versions() - LOOK_BACK);
        take();
        compareOffsets();
        raise();
    }

    /** What must hold when everything produced has landed. */
    Verdict finish() {
        log.advance();
        log.compare(0);
        take();
        for (LogFollower.Live file : log.live().values()) {
            whole(file);
        }
        for (TopicPartition partition : ledger.partitions()) {
            for (long offset = 0; offset < ledger.end(partition); offset++) {
                expectOnce(partition, offset);
            }
        }
        held.forEach(this::expectNoOther);
        compareOffsets();
        compareWithCheckpoint();
        raise();
        long rows = log.live().values().stream()
                .mapToLong(file -> read.get(file.path()).size())
                .sum();
        return new Verdict(rows, log.versions());
    }

    private void take() {
        Set<Path> live =
                log.live().values().stream().map(LogFollower.Live::path).collect(Collectors.toSet());
        read.entrySet().removeIf(file -> {
            if (live.contains(file.getKey())) {
                return false;
            }
            file.getValue().forEach(row -> holding(row).remove(row.offset()));
            return true;
        });
        List<LogFollower.Live> fresh = log.live().values().stream()
                .filter(file -> !read.containsKey(file.path()))
                .filter(this::whole)
                .toList();
        Map<Path, List<Origin>> rows =
                reader.read(fresh.stream().map(LogFollower.Live::path).toList());
        for (LogFollower.Live file : fresh) {
            List<Origin> origins = rows.get(file.path());
            if (origins.size() != file.rows()) {
                faults.add("file: " + file + " has " + origins.size() + " rows");
            }
            origins.forEach(this::add);
        }
        read.putAll(rows);
    }

    private void add(Origin row) {
        Holding holding = holding(row);
        if (holding.add(row.offset(), row.id()) > 1) {
            duplicated++;
            faults.add("duplicated: " + row);
        }
        long id = ledger.id(new TopicPartition(row.topic(), row.partition()), row.offset());
        if ((id != Ledger.NOTHING && id != row.id()) || never.test(row.id())) {
            foreign++;
            faults.add("out of range: " + row + ", produced was id " + id);
        }
    }

    private boolean whole(LogFollower.Live file) {
        try {
            if (Files.exists(file.path()) && Files.size(file.path()) == file.size()) {
                return true;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        faults.add("file: " + file + " is missing or of another size");
        return false;
    }

    /** A partition's offset is the one after its last row, or what lies between must not be in the table. */
    private void compareOffsets() {
        held.forEach((partition, holding) -> {
            long next = standing(partition);
            if (next < holding.end()) {
                faults.add("offset: " + partition + " stands at " + next + " with rows up to " + holding.end());
            }
            for (long offset = holding.checked(); offset < next; offset++) {
                expectOnce(partition, offset);
            }
            holding.checkedTo(next);
        });
    }

    private void expectOnce(TopicPartition partition, long offset) {
        long id = ledger.id(partition, offset);
        if (id == Ledger.NOTHING || never.test(id) || perhaps.test(id)) {
            return;
        }
        Holding holding = held.get(partition);
        if (holding == null || holding.count(offset) == 0) {
            lost++;
            faults.add(
                    "lost: " + partition + "@" + offset + " id " + id + ", the table stands at " + standing(partition));
        }
    }

    private void expectNoOther(TopicPartition partition, Holding holding) {
        for (long offset = 0; offset < holding.end(); offset++) {
            if (holding.count(offset) > 0 && ledger.id(partition, offset) != holding.id(offset)) {
                foreign++;
                faults.add("out of range: " + partition + "@" + offset + " id " + holding.id(offset));
            }
        }
    }

    /** Another way to the same state: the last checkpoint and what came after it. */
    private void compareWithCheckpoint() {
        if (format == Format.PARQUET) {
            return;
        }
        DeltaLog replayed = DeltaLog.replay(table);
        Set<Path> files = replayed.files().stream().map(AddedFile::path).collect(Collectors.toCollection(TreeSet::new));
        Set<Path> followed =
                log.live().values().stream().map(LogFollower.Live::path).collect(Collectors.toCollection(TreeSet::new));
        if (!files.equals(followed)) {
            faults.add("checkpoint: it knows " + files.size() + " live files, the commits " + followed.size());
        }
        if (!replayed.transactions().equals(log.transactions())) {
            faults.add("checkpoint: txn " + replayed.transactions() + ", by the commits " + log.transactions());
        }
    }

    private long standing(TopicPartition partition) {
        String appId = "sluice/" + namespace + "/kafka/" + partition.topic() + "/" + partition.partition();
        return log.transactions().getOrDefault(appId, 0L);
    }

    private Holding holding(Origin row) {
        return held.computeIfAbsent(new TopicPartition(row.topic(), row.partition()), any -> new Holding());
    }

    private void raise() {
        List<String> all = new ArrayList<>(log.faults());
        all.addAll(faults);
        if (!all.isEmpty()) {
            throw new AssertionError(table + ": " + lost + " lost, " + duplicated + " duplicated, " + foreign
                    + " out of range, " + all.size() + " faults in all:\n  "
                    + String.join("\n  ", all.subList(0, Math.min(SHOWN, all.size()))));
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
