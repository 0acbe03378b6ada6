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
 * @param fansOut an SMT renames topics, so that one partition feeds several tables
 * @param filters an SMT drops records
 * @param eager the group revokes everything at each rebalance
 * @param drops tables are dropped and made anew under the tasks
 * @param turmoil share of steps at which something happens to workers, group and store
 */
record Profile(
        int tasks,
        List<TopicPartition> partitions,
        boolean fansOut,
        boolean filters,
        NullValues nulls,
        boolean eager,
        boolean drops,
        double turmoil,
        double load,
        Map<String, String> properties) {

    static Profile of(Random random) {
        List<TopicPartition> partitions = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            partitions.add(new TopicPartition(random.nextInt(3) == 0 ? "u" : "t", i));
        }
        boolean fansOut = random.nextInt(3) == 0;
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
        List<String> starts = starts(drops, fansOut);
        properties.put("start.without.lake.offset", starts.get(random.nextInt(starts.size())));
        properties.put("errors.tolerance", "all");
        properties.put("errors.deadletterqueue.topic.name", "dead");
        if (fansOut) {
            properties.put("transforms", "route");
        }
        return new Profile(
                1 + random.nextInt(3),
                partitions,
                fansOut,
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
     * that begins anew and another that the group's offset starts: that needs the ledger, which is not built.
     */
    private static List<String> starts(boolean drops, boolean fansOut) {
        if (!drops) {
            return List.of("fail", "group", "earliest");
        }
        return fansOut ? List.of("group") : List.of("group", "earliest");
    }
}
