package io.sluice.analytics.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.sluice.analytics.audit.Removals.Removal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Finds which operations took rows that are missing, by time travel: the table before an operation, less the table before the next one.
 * In between only landings happen, and those add. Needed only when rows are missing, and then it reads only the partitions concerned,
 * once for each operation that removed files.
 */
final class RemovalSearch {
    private final SparkSession spark;
    private final String location;

    RemovalSearch(SparkSession spark, String location) {
        this.spark = spark;
        this.location = location;
    }

    /** @param rewritesToo whether to suspect the operations, too, that claim to have changed no row */
    Removals search(TableLog log, LandedRows now, Set<TopicPartition> suspects, boolean rewritesToo) {
        List<Removal> found = new ArrayList<>();
        List<Commit> unseen = new ArrayList<>();
        Optional<String> why = Optional.empty();
        Optional<Map<TopicPartition, OffsetSet>> after = Optional.of(now.offsets());
        List<Commit> candidates = candidates(log, rewritesToo);
        // Newest first: the table before the next operation is then already at hand.
        for (int i = candidates.size() - 1; i >= 0; i--) {
            Commit commit = candidates.get(i);
            Optional<Map<TopicPartition, OffsetSet>> before = Optional.empty();
            try {
                before = Optional.of(at(commit.version() - 1, suspects));
            } catch (Exception e) {
                why = Optional.of("version " + (commit.version() - 1) + " cannot be read any more (" + reason(e) + ")");
            }
            if (before.isPresent() && after.isPresent()) {
                found.add(0, new Removal(commit, difference(before.get(), after.get())));
            } else {
                unseen.add(0, commit);
            }
            after = before;
        }
        return new Removals(found, unseen, why);
    }

    private static List<Commit> candidates(TableLog log, boolean rewritesToo) {
        return log.commits().stream()
                .filter(commit -> commit.change() == Commit.Change.REMOVES
                        || (rewritesToo && commit.change() == Commit.Change.REWRITES))
                .filter(commit -> !commit.landing() && commit.version() > 0 && commit.deletedRows() != 0)
                .toList();
    }

    private Map<TopicPartition, OffsetSet> at(long version, Set<TopicPartition> suspects) {
        Column concerned = suspects.stream()
                .map(suspect -> col("_kafka_topic")
                        .equalTo(suspect.topic())
                        .and(col("_kafka_partition").equalTo(suspect.partition())))
                .reduce(Column::or)
                .orElse(lit(false));
        Dataset<Row> table = spark.read()
                .format("delta")
                .option("versionAsOf", version)
                .load(location)
                .where(concerned);
        return LandedRows.read(table, location).offsets();
    }

    private static Map<TopicPartition, OffsetSet> difference(
            Map<TopicPartition, OffsetSet> before, Map<TopicPartition, OffsetSet> after) {
        Map<TopicPartition, OffsetSet> gone = new HashMap<>();
        before.forEach((partition, offsets) ->
                gone.put(partition, offsets.without(after.getOrDefault(partition, new OffsetSet()))));
        return gone;
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String text = String.valueOf(root.getMessage()).strip();
        return root.getClass().getSimpleName() + ": " + text.lines().findFirst().orElse("");
    }
}
