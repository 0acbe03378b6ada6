package io.sluice.connector.simulation;

import io.sluice.connector.offset.AppId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows what Kafka holds and checks each commit as it is applied, each offset as the group takes it, and the lake at the end. Shares no
 * code with the connector.
 */
final class Oracle {
    /** The dead letter table. */
    static final String LETTERS = "letters";

    private final Stage stage;
    private final Map<TopicPartition, Topic> topics;
    private final Map<String, Set<Files.Coordinate>> live = new HashMap<>();
    private final Map<String, Set<Files.Coordinate>> everLanded = new HashMap<>();
    private final Map<String, Map<AppId, Long>> droppedAt = new HashMap<>();
    private final Map<TopicPartition, Integer> verified = new HashMap<>();
    private final Map<TopicPartition, Integer> ledgerVerified = new HashMap<>();
    private final Set<String> referenced = new HashSet<>();
    private Files files;
    private DeadLetters deadLetters;
    long commits;

    Oracle(Stage stage, Map<TopicPartition, Topic> topics) {
        this.stage = stage;
        this.topics = topics;
    }

    void watch(Files store, DeadLetters reports) {
        files = store;
        deadLetters = reports;
    }

    private void require(boolean holds, String invariant, Object... values) {
        if (!holds) {
            stage.fail(invariant + " " + List.of(values), null);
        }
    }

    void committed(SimulatedLog log, long version, SimulatedLog.Commit commit) {
        commits++;
        SimulatedLog.Commit before = version == 0 ? null : log.commits().get((int) version - 1);
        if (before != null) {
            require(before.tableId().equals(commit.tableId()), "I5: another table's commit", log.name, version);
            require(
                    commit.schema().length() >= before.schema().length(),
                    "I5: a commit takes columns away",
                    log.name,
                    version);
        }
        Map<TopicPartition, List<Long>> rows = rows(log, commit);
        for (TopicPartition partition : rows.keySet()) {
            require(
                    commit.moved().keySet().stream()
                            .anyMatch(appId -> appId.partition().equals(partition)),
                    "I2: rows without an offset",
                    partition,
                    log.name,
                    version);
        }
        if (log.name.equals(World.LEDGER)) {
            commit.moved().forEach((appId, next) -> passed(ledgerVerified, appId.partition(), next, "I3: the ledger"));
        }
        commit.moved().forEach((appId, next) -> {
            OptionalLong start =
                    before == null ? OptionalLong.empty() : before.offsets().next(appId);
            List<Long> landed = rows.getOrDefault(appId.partition(), List.of());
            chain(log, appId, start, next, landed);
        });
    }

    void deleted(String path) {
        require(!referenced.contains(path), "I4: a file that a commit names is deleted", path);
    }

    /** The rows that a commit adds, each file whole, each file once. */
    private Map<TopicPartition, List<Long>> rows(SimulatedLog log, SimulatedLog.Commit commit) {
        Map<TopicPartition, List<Long>> rows = new HashMap<>();
        for (String path : commit.files()) {
            require(referenced.add(path), "I10: a file is referenced twice", path);
            Files.Content content = files.content(path);
            require(content != null, "I4: a commit names a file that is not there", path);
            for (Files.Coordinate row : content == null ? List.<Files.Coordinate>of() : content.rows()) {
                rows.computeIfAbsent(row.partition(), any -> new ArrayList<>()).add(row.offset());
                require(
                        live.computeIfAbsent(log.name, any -> new HashSet<>()).add(row),
                        "I1: a record is live twice",
                        row,
                        log.name);
                everLanded.computeIfAbsent(log.name, any -> new HashSet<>()).add(row);
            }
        }
        return rows;
    }

    /** A commit that moves a partition from start to next holds exactly Kafka's records between, in order. */
    private void chain(SimulatedLog log, AppId appId, OptionalLong start, long next, List<Long> landed) {
        Topic topic = topics.get(appId.partition());
        long dropped = droppedAt.getOrDefault(log.name, Map.of()).getOrDefault(appId, 0L);
        List<Long> late = late(log, topic, start, dropped, landed);
        require(
                start.isEmpty() || next > start.getAsLong() || (next == start.getAsLong() && !late.isEmpty()),
                "I7: an offset goes back",
                appId,
                start,
                next);
        long from = start.orElseGet(() -> landed.isEmpty() ? dropped : Math.min(dropped, landed.get(0)));
        List<Long> expected = new ArrayList<>();
        for (int i = topic.index(from);
                i < topic.entries().size() && topic.entries().get(i).offset() < next;
                i++) {
            Topic.Entry entry = topic.entries().get(i);
            if (entry.table().equals(log.name) && entry.fate() == Topic.Fate.ROW) {
                expected.add(entry.offset());
            }
            if (log.name.equals(LETTERS) && entry.fate() == Topic.Fate.DEAD_LETTER) {
                // A letter that went with its table is written again only if the table that it is about has not passed
                // it.
                if (entry.offset() >= dropped || landed.contains(entry.offset())) {
                    expected.add(entry.offset());
                }
            } else if (entry.table().equals(log.name) && entry.fate() == Topic.Fate.DEAD_LETTER) {
                require(
                        isDurable(appId.partition(), entry),
                        "I4: an offset passes a dead letter that is not durable",
                        appId,
                        entry.offset());
            }
        }
        List<Long> inOrder = new ArrayList<>(landed);
        inOrder.removeAll(late);
        require(
                expected.equals(inOrder),
                "I1/I2/I6: rows are not Kafka's between",
                appId,
                from,
                next,
                expected,
                landed);
    }

    /**
     * Letters that went with their table, and whose records come again when the one that was made anew has passed them: they are written
     * again, and move no offset.
     */
    private static List<Long> late(SimulatedLog log, Topic topic, OptionalLong start, long dropped, List<Long> landed) {
        if (!log.name.equals(LETTERS) || start.isEmpty()) {
            return List.of();
        }
        return landed.stream()
                .filter(offset -> offset < Math.min(start.getAsLong(), dropped))
                .filter(offset -> topic.entries().get(topic.index(offset)).fate() == Topic.Fate.DEAD_LETTER)
                .toList();
    }

    void groupCommitted(TopicPartition partition, long offset) {
        Topic topic = topics.get(partition);
        passed(verified, partition, offset, "I3: the group");
        require(offset <= topic.next() || topic.next() == 0, "I3: the group stands above Kafka", partition, offset);
    }

    private void passed(Map<TopicPartition, Integer> seen, TopicPartition partition, long offset, String who) {
        Topic topic = topics.get(partition);
        int at = seen.getOrDefault(partition, 0);
        for (; at < topic.entries().size() && topic.entries().get(at).offset() < offset; at++) {
            Topic.Entry entry = topic.entries().get(at);
            require(isDurable(partition, entry), who + " passes a record that is nowhere", partition, entry);
        }
        seen.put(partition, at);
    }

    private boolean isDurable(TopicPartition partition, Topic.Entry entry) {
        return switch (entry.fate()) {
            case FILTERED, DROPPED -> true;
            case DEAD_LETTER ->
                deadLetters.holds(partition, entry.offset()) || hasLanded(LETTERS, partition, entry.offset());
            case ROW -> hasLanded(entry.table(), partition, entry.offset());
        };
    }

    private boolean hasLanded(String table, TopicPartition partition, long offset) {
        return everLanded.getOrDefault(table, Set.of()).contains(new Files.Coordinate(partition, offset));
    }

    void dropped(SimulatedLog log, Map<AppId, Long> offsets) {
        live.remove(log.name);
        Map<AppId, Long> highest = droppedAt.computeIfAbsent(log.name, any -> new HashMap<>());
        offsets.forEach((appId, next) -> highest.merge(appId, next, Math::max));
    }

    /** The partitions of which something is not where it shall be at the end. */
    List<TopicPartition> unfinished(Group group) {
        List<TopicPartition> unfinished = new ArrayList<>();
        topics.forEach((partition, topic) -> {
            boolean all = group.told(partition) >= topic.next();
            for (int i = verified.getOrDefault(partition, 0);
                    all && i < topic.entries().size();
                    i++) {
                all = isDurable(partition, topic.entries().get(i));
            }
            if (!all) {
                unfinished.add(partition);
            }
        });
        return unfinished;
    }
}
