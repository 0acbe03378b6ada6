package io.sluice.analytics.materialize;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A source's table in the course of random changes, and the changes as Debezium writes them to Kafka. */
final class History {
    private static final int KEYS = 25;

    private final Random random;
    private final boolean truncates;
    private final Map<Integer, Long> offsets = new HashMap<>();
    private final Map<List<Object>, Change> table = new TreeMap<>(Comparator.comparing(Object::toString));
    private final List<Change> changes = new ArrayList<>();
    private int partitions = 3;
    private long lsn = 1_000;

    private History(long seed, boolean truncates) {
        this.random = new Random(seed);
        this.truncates = truncates;
    }

    /** A key stays in its partition. */
    static History of(long seed, int count) {
        return new History(seed, false).run(count, false);
    }

    /** The topic gets more partitions in the middle, and the table is truncated now and then: Kafka's order is not the source's. */
    static History repartitioned(long seed, int count) {
        return new History(seed, true).run(count, true);
    }

    private History run(int count, boolean grows) {
        while (changes.size() < count) {
            if (grows && changes.size() > count / 2) {
                partitions = 5;
            }
            step();
        }
        return this;
    }

    private void step() {
        if (truncates && random.nextInt(60) == 0) {
            table.clear();
            write(new Change(random.nextInt(partitions), 0, "t", null, null, null, null, ++lsn));
            return;
        }
        String region = random.nextBoolean() ? "eu" : "us";
        long id = random.nextInt(KEYS);
        Change present = table.get(List.of(region, id));
        int choice = random.nextInt(10);
        if (present == null) {
            upsert("c", region, id);
        } else if (choice < 6) {
            upsert("u", region, id);
        } else if (choice < 9) {
            delete(present);
        } else {
            // A changed key is a delete and a create to Debezium.
            delete(present);
            long other = (long) KEYS + random.nextInt(KEYS);
            upsert(table.containsKey(List.of(region, other)) ? "u" : "c", region, other);
        }
    }

    private void upsert(String op, String region, long id) {
        String name = random.nextInt(8) == 0 ? null : "n" + random.nextInt(1_000);
        Change change = new Change(partition(region, id), 0, op, region, id, name, random.nextInt(100) / 4.0, ++lsn);
        table.put(change.key(), write(change));
    }

    private void delete(Change present) {
        table.remove(present.key());
        int partition = partition(present.region(), present.id());
        write(new Change(partition, 0, "d", present.region(), present.id(), present.name(), present.amount(), ++lsn));
        write(new Change(partition, 0, null, null, null, null, null, lsn));
    }

    private int partition(String region, long id) {
        return Math.floorMod((region + id).hashCode(), partitions);
    }

    private Change write(Change change) {
        long offset = offsets.merge(change.partition(), 1L, Long::sum) - 1;
        Change written = new Change(
                change.partition(),
                offset,
                change.op(),
                change.region(),
                change.id(),
                change.name(),
                change.amount(),
                change.lsn());
        changes.add(written);
        return written;
    }

    /**
     * The changes as commits: each partition in its order, one ahead of another, and changes of earlier commits again, as when an operator
     * sets offsets back.
     */
    List<List<Change>> commits(int count) {
        List<List<Change>> commits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commits.add(new ArrayList<>());
        }
        Map<Integer, Integer> reached = new HashMap<>();
        for (int i = 0; i < changes.size(); i++) {
            Change change = changes.get(i);
            int usual = i * count / changes.size() + change.partition() % 2;
            int commit = Math.min(count - 1, Math.max(usual, reached.getOrDefault(change.partition(), 0)));
            reached.put(change.partition(), commit);
            commits.get(commit).add(change);
        }
        for (int i = 1; i < count; i++) {
            List<Change> again = new ArrayList<>();
            for (Change earlier : commits.get(i - 1)) {
                if (random.nextInt(4) == 0) {
                    again.add(earlier);
                }
            }
            commits.get(i).addAll(random.nextInt(commits.get(i).size()), again);
        }
        return commits;
    }

    /** The rows of the source's table. */
    Set<String> rows() {
        return rows(table.values());
    }

    private static Set<String> rows(Collection<Change> present) {
        Set<String> rows = new TreeSet<>();
        present.forEach(change -> rows.add(change.row()));
        return rows;
    }

    /** The rows that remain of landed changes: each key's last, unless that ends it. */
    static Set<String> rowsOf(Collection<Change> landed, Comparator<Change> order) {
        Change truncate = null;
        Map<List<Object>, Change> last = new HashMap<>();
        for (Change change : landed) {
            if ("t".equals(change.op()) && (truncate == null || order.compare(change, truncate) > 0)) {
                truncate = change;
            }
            if (change.keyed()) {
                last.merge(change.key(), change, (a, b) -> order.compare(a, b) >= 0 ? a : b);
            }
        }
        Change end = truncate;
        last.values().removeIf(change -> change.op().equals("d") || (end != null && order.compare(change, end) < 0));
        return rows(last.values());
    }
}
