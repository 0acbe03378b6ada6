package io.sluice.analytics.audit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import io.sluice.analytics.catalog.Replays;
import io.sluice.analytics.error.JobException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.SetTransaction;

/**
 * Reads a table's log (Delta's PROTOCOL.md, "Delta Log Entries").
 *
 * <p>The commits are read as JSON, because checkpoints do not keep {@code commitInfo}; the last {@code txn} of each partition comes from
 * Delta's snapshot, because checkpoints do keep those.
 */
final class LogReader {
    private static final String ACTIONS = "commitInfo STRUCT<operation: STRING,"
            + " operationParameters: MAP<STRING, STRING>, operationMetrics: MAP<STRING, STRING>>,"
            + " txn STRUCT<appId: STRING, version: BIGINT>,"
            + " add STRUCT<path: STRING, stats: STRING>,"
            + " remove STRUCT<path: STRING, dataChange: BOOLEAN>";
    private static final String OFFSETS = "ARRAY<STRUCT<topic: STRING, `partition`: INT, start: BIGINT, next: BIGINT,"
            + " rows: BIGINT, dropped: MAP<STRING, BIGINT>, deadLettered: BIGINT>>";
    private static final String GAPS = "ARRAY<STRUCT<topic: STRING, `partition`: INT, cause: STRING>>";
    /** Twenty digits: neither compacted logs nor JSON checkpoints are commits. */
    private static final String COMMITS = "/_delta_log/" + "[0-9]".repeat(20) + ".json";

    private final SparkSession spark;

    LogReader(SparkSession spark) {
        this.spark = spark;
    }

    TableLog read(String location) {
        Snapshot snapshot = DeltaLog.forTableWithSnapshot(spark, location)._2();
        long version = snapshot.version();
        if (version < 0) {
            throw new JobException(
                    "Cannot audit " + location,
                    "there is no Delta log in it",
                    "Check --lake and --table; a lake in the plain Parquet format has no log to audit");
        }
        return new TableLog(
                version,
                unbroken(commits(location, version), version),
                txns(snapshot),
                replayed(Replays.of(location, snapshot), location));
    }

    private Map<TopicPartition, OffsetSet> replayed(Replays replays, String location) {
        return replays.count() == 0
                ? Map.of()
                : LandedRows.read(replays.letters(spark), location).offsets();
    }

    private static Map<SourcePartition, Long> txns(Snapshot snapshot) {
        Map<SourcePartition, Long> txns = new HashMap<>();
        scala.collection.Iterator<SetTransaction> each =
                snapshot.setTransactions().iterator();
        while (each.hasNext()) {
            SetTransaction txn = each.next();
            SourcePartition.parse(txn.appId()).ifPresent(partition -> txns.put(partition, txn.version()));
        }
        return txns;
    }

    private List<Commit> commits(String location, long version) {
        Dataset<Row> actions = spark.read()
                .schema(ACTIONS)
                .json(location + COMMITS)
                .withColumn("version", expr("CAST(left(_metadata.file_name, 20) AS BIGINT)"))
                .where(col("version").leq(version));
        Dataset<Row> commits = actions.groupBy("version")
                .agg(
                        first("commitInfo", true).as("info"),
                        collect_list("txn").as("txns"),
                        count("add").as("files"),
                        sum(get_json_object(col("add.stats"), "$.numRecords").cast("bigint"))
                                .as("rows"),
                        count(get_json_object(col("add.stats"), "$.numRecords")).as("counted"),
                        max(col("remove").isNotNull()).as("rewrites"),
                        max(col("remove").isNotNull().and(coalesce(col("remove.dataChange"), lit(true))))
                                .as("removes"))
                .withColumn("text", expr("info.operationParameters['offsets']"))
                .withColumn("offsets", expr("from_json(text, '" + OFFSETS + "')"))
                .withColumn("gaps", expr("from_json(info.operationParameters['gaps'], '" + GAPS + "')"))
                .orderBy("version");
        return commits.collectAsList().stream().map(CommitRow::commit).toList();
    }

    /** The newest commits that follow each other: behind a missing one the log is a witness of nothing. */
    private static List<Commit> unbroken(List<Commit> commits, long version) {
        int from = commits.size();
        long expected = version;
        while (from > 0 && commits.get(from - 1).version() == expected) {
            from--;
            expected--;
        }
        return commits.subList(from, commits.size());
    }
}
