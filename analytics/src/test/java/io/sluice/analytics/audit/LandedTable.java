package io.sluice.analytics.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/** A table as the connector leaves it, made by hand: Parquet files by Spark, and each commit's JSON as given. */
final class LandedTable {
    static final String NAMESPACE = "flights sink";
    private static final String SCHEMA = "{\"type\":\"struct\",\"fields\":[" + field("_kafka_topic", "string") + ","
            + field("_kafka_partition", "integer") + "," + field("_kafka_offset", "long") + "," + field("delay", "long")
            + "]}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SparkSession spark;
    private final Path folder;
    private long version;

    private LandedTable(SparkSession spark, Path folder, long version) {
        this.spark = spark;
        this.folder = folder;
        this.version = version;
    }

    static LandedTable create(SparkSession spark, Path folder) {
        LandedTable table = new LandedTable(spark, folder, 0);
        table.commit(List.of(
                commitInfo("CREATE TABLE", Map.of()),
                Map.of("protocol", Map.of("minReaderVersion", 1, "minWriterVersion", 2)),
                Map.of("metaData", metaData())));
        return table;
    }

    /** A table that others have written to meanwhile. */
    static LandedTable existing(SparkSession spark, Path folder, long nextVersion) {
        return new LandedTable(spark, folder, nextVersion);
    }

    /** One landing of several partitions: a file each, and the txn rows. */
    LandedTable land(Landing... landings) {
        List<Map<String, Object>> actions = new ArrayList<>();
        actions.add(commitInfo(
                "STREAMING UPDATE",
                Map.of(
                        "namespace",
                        NAMESPACE,
                        "source",
                        "kafka",
                        "offsets",
                        text(Stream.of(landings).map(Landing::record).toList()))));
        for (Landing landing : landings) {
            for (String file : write(landing)) {
                actions.add(add(file, landing.offsets().size(), true));
            }
            actions.add(txn(landing.partition(), landing.txn()));
        }
        commit(actions);
        return this;
    }

    /** A commit that sets a partition's next offset and lands nothing. */
    LandedTable reset(int partition, long next) {
        commit(List.of(commitInfo("SET OFFSETS", Map.of()), txn(partition, next)));
        return this;
    }

    /** A commit that moves a partition's next offset over a gap in Kafka. */
    LandedTable passGap(int partition, String cause, long from, long next) {
        Map<String, Object> gap = new LinkedHashMap<>();
        gap.put("topic", "flights");
        gap.put("partition", partition);
        gap.put("cause", cause);
        gap.put("from", from);
        gap.put("next", next);
        Map<String, Object> parameters = Map.of("namespace", NAMESPACE, "source", "kafka", "gaps", text(List.of(gap)));
        commit(List.of(commitInfo("STREAMING UPDATE", parameters), txn(partition, next)));
        return this;
    }

    /** A compaction that puts these rows in the place of a file. */
    LandedTable rewrite(String operation, boolean dataChange, Path old, Landing rows) {
        List<Map<String, Object>> actions = new ArrayList<>();
        actions.add(commitInfo(operation, Map.of()));
        actions.add(Map.of(
                "remove",
                Map.of("path", old.getFileName().toString(), "deletionTimestamp", 1, "dataChange", dataChange)));
        write(rows).forEach(file -> actions.add(add(file, rows.offsets().size(), dataChange)));
        commit(actions);
        return this;
    }

    /** The data files of a partition. */
    List<Path> files(int partition) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-" + partition + "-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> write(Landing landing) {
        List<String> names = new ArrayList<>();
        if (landing.offsets().isEmpty()) {
            return names;
        }
        Path written = folder.resolveSibling("written-" + UUID.randomUUID());
        spark.createDataset(landing.offsets(), Encoders.LONG())
                .selectExpr(
                        "'flights' AS _kafka_topic",
                        "CAST(" + landing.partition() + " AS INT) AS _kafka_partition",
                        "value AS _kafka_offset",
                        "value * 2 AS delay")
                .coalesce(1)
                .write()
                .parquet(written.toString());
        try (Stream<Path> files = Files.list(written)) {
            Path file = files.filter(path -> path.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow();
            for (int copy = 0; copy < landing.copies(); copy++) {
                String name = "part-" + landing.partition() + "-" + UUID.randomUUID() + ".parquet";
                Files.copy(file, folder.resolve(name));
                names.add(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private Map<String, Object> add(String file, int rows, boolean dataChange) {
        try {
            Map<String, Object> add = new LinkedHashMap<>();
            add.put("path", file);
            add.put("partitionValues", Map.of());
            add.put("size", Files.size(folder.resolve(file)));
            add.put("modificationTime", 0);
            add.put("dataChange", dataChange);
            add.put("stats", "{\"numRecords\":" + rows + "}");
            return Map.of("add", add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> txn(int partition, long next) {
        return Map.of(
                "txn",
                Map.of("appId", "sluice/flights+sink/kafka/flights/" + partition, "version", next, "lastUpdated", 0));
    }

    private static Map<String, Object> commitInfo(String operation, Map<String, Object> parameters) {
        return Map.of(
                "commitInfo",
                Map.of(
                        "timestamp",
                        0,
                        "operation",
                        operation,
                        "operationParameters",
                        parameters,
                        "operationMetrics",
                        Map.of()));
    }

    private static Map<String, Object> metaData() {
        return Map.of(
                "id",
                UUID.randomUUID().toString(),
                "format",
                Map.of("provider", "parquet", "options", Map.of()),
                "schemaString",
                SCHEMA,
                "partitionColumns",
                List.of(),
                "configuration",
                Map.of());
    }

    private void commit(List<Map<String, Object>> actions) {
        try {
            Path log = Files.createDirectories(folder.resolve("_delta_log"));
            Files.write(
                    log.resolve(String.format("%020d.json", version)),
                    actions.stream().map(LandedTable::text).toList());
            version++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String field(String name, String type) {
        return "{\"name\":\"" + name + "\",\"type\":\"" + type + "\",\"nullable\":true,\"metadata\":{}}";
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
