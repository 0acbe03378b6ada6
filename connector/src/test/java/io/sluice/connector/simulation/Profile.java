package io.sluice.connector.simulation;

import io.sluice.connector.config.ValueSettings.NullValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;

/**
 * What a seed makes a run of.
 *
 * @param routing how one partition comes to feed several tables, if it does
 * @param letters tombstones that are dead letters go to a table
 * @param filters an SMT drops records
 * @param eager the group revokes everything at each rebalance
 * @param drops tables are dropped and made anew under the tasks
 * @param turmoil share of steps at which something happens to workers, group and store
 */
record Profile(
        int tasks,
        List<TopicPartition> partitions,
        Routing routing,
        boolean letters,
        boolean filters,
        NullValues nulls,
        boolean eager,
        boolean drops,
        double turmoil,
        double load,
        Map<String, String> properties) {

    /** What names a record's table. */
    enum Routing {
        TOPIC,
        /** An SMT renames topics. */
        TRANSFORM,
        /** {@code table.name.field}, with a ledger. */
        HEADER
    }

    boolean fansOut() {
        return routing != Routing.TOPIC;
    }

    static Profile of(Random random) {
        List<TopicPartition> partitions = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            partitions.add(new TopicPartition(random.nextInt(3) == 0 ? "u" : "t", i));
        }
        Routing routing =
                List.of(Routing.TOPIC, Routing.TRANSFORM, Routing.HEADER).get(random.nextInt(3));
        NullValues nulls = List.of(NullValues.values()).get(random.nextInt(NullValues.values().length));
        Map<String, String> properties = new HashMap<>();
        properties.put("name", "sim");
        properties.put("lake.path", "file:/simulated");
        properties.put("metadata.columns", "topic,partition,offset");
        properties.put("commit.interval.ms", Integer.toString(200 + random.nextInt(2_000)));
        properties.put("commit.records", Integer.toString(random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(12)));
        properties.put("retry.timeout.ms", random.nextInt(4) == 0 ? "5000" : "600000");
        properties.put(
                "behavior.on.null.values",
                nulls.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        boolean drops = random.nextInt(4) == 0;
        boolean letters = nulls == NullValues.DEAD_LETTER && random.nextBoolean();
        boolean ledger = letters || routing == Routing.HEADER;
        List<String> starts = starts(drops && !ledger, routing == Routing.TRANSFORM);
        properties.put("start.without.lake.offset", starts.get(random.nextInt(starts.size())));
        properties.put("errors.tolerance", "all");
        properties.put("errors.deadletterqueue.topic.name", "dead");
        switch (routing) {
            case TOPIC -> {}
            case TRANSFORM -> properties.put("transforms", "route");
            case HEADER -> properties.put("table.name.field", "header:" + Topic.TABLE_HEADER);
        }
        if (letters) {
            properties.put("dead.letter.table", Oracle.LETTERS);
        }
        return new Profile(
                1 + random.nextInt(3),
                partitions,
                routing,
                letters,
                random.nextInt(3) == 0,
                nulls,
                random.nextBoolean(),
                drops,
                0.02 + random.nextDouble() * 0.15,
                0.03 + random.nextDouble() * 0.3,
                properties);
    }

    /**
     * After a drop {@code fail} would fail for good. With {@code earliest}, a kill between the first commits of two tables leaves one table
     * that begins anew and another that the group's offset starts: only a ledger could tell.
     */
    private static List<String> starts(boolean drops, boolean fansOut) {
        if (!drops) {
            return List.of("fail", "group", "earliest");
        }
        return fansOut ? List.of("group") : List.of("group", "earliest");
    }
}
