package io.sluice.connector.config;

import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How tables are made. */
final class TableKeys {
    static final String GROUP = "Tables";
    static final String CREATE = "table.create";
    static final String PARTITION_BY = "table.partition.by";
    static final String CLUSTER_BY = "table.cluster.by";
    static final String PARTITION_TIME_ZONE = "table.partition.time.zone";
    static final String MAX_PARTITIONS = "table.partitions.max";
    static final String PROPERTIES_PREFIX = "table.properties.";
    static final String OVERRIDE_PREFIX = "table.override.";

    static final List<Setting> SETTINGS = List.of(
            Setting.flag(CREATE, GROUP)
                    .orElse(true)
                    .rank(Importance.MEDIUM, Width.SHORT)
                    .display("Create tables")
                    .doc("Whether a missing table is created. If false, a record for a missing table fails the task.")
                    .example("false"),
            Setting.list(PARTITION_BY, GROUP)
                    .orElse("")
                    .valid(
                            LambdaValidator.with(
                                    (name, value) -> {},
                                    () ->
                                            "columns, year|month|day|hour(column), truncate(column, width), bucket(count, column)"))
                    .rank(Importance.HIGH, Width.LONG)
                    .display("Partition by")
                    .doc(
                            "Partition columns of tables that this connector creates: columns, or what is made of a column. year(c),"
                                    + " month(c), day(c) and hour(c) of a TIMESTAMP (in table.partition.time.zone) or a DATE become the"
                                    + " columns c_year, c_month, c_day, c_hour. truncate(c, width), c_truncate, is the first characters"
                                    + " of a STRING, or a number down to a multiple of the width, which for a DECIMAL counts in its last"
                                    + " digit. bucket(count, c), c_bucket, is a number from 0 to count - 1 by the column's hash. Both"
                                    + " are Iceberg's, so that engines can compute them. A value that is null or an empty string is in"
                                    + " the partition of null: Delta has no partition of the empty string."
                                    + " Each value is a folder and each commit writes at least one file in every folder that it"
                                    + " touches: prefer few values.")
                    .example("day(_kafka_timestamp),bucket(16, user_id)"),
            Setting.list(CLUSTER_BY, GROUP)
                    .orElse("")
                    .valid(LambdaValidator.with((name, value) -> {}, () -> "up to four columns"))
                    .rank(Importance.MEDIUM, Width.LONG)
                    .display("Cluster by")
                    .doc(
                            "Clustering columns of tables that this connector creates (Delta's liquid clustering): OPTIMIZE sorts the"
                                    + " rows by them, and queries that filter by them skip files. Up to four, of numbers, STRING, DATE"
                                    + " or TIMESTAMP; a field of a struct by its path (a.b). In the place of table.partition.by: no"
                                    + " commit writes more files for it. Gives the table the features clustering and domainMetadata,"
                                    + " which Spark reads and writes from Delta 3.1 on. A table that is there keeps its own.")
                    .example("user_id,_kafka_timestamp"),
            Setting.string(PARTITION_TIME_ZONE, GROUP)
                    .orElse("UTC")
                    .valid(LambdaValidator.with(TimestampFormats::checkZone, () -> "a time zone of java.time.ZoneId"))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Partition time zone")
                    .doc(
                            "Time zone in which year, month, day and hour of table.partition.by are told. A table keeps the one that"
                                    + " it was created with, and another is refused.")
                    .example("Europe/Berlin"),
            Setting.int32(MAX_PARTITIONS, GROUP)
                    .orElse(10_000)
                    .valid(Range.atLeast(1))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Most partitions")
                    .doc(
                            "How many partitions of a table one commit may write to. A batch with more fails the task before a"
                                    + " file is opened: each would get a file, and a column with so many values is seldom meant to be"
                                    + " partitioned by.")
                    .example("500"),
            Setting.family(PROPERTIES_PREFIX, GROUP)
                    .rank(Importance.LOW, Width.LONG)
                    .display("Table properties")
                    .doc(
                            "Delta table properties of tables that this connector creates, with the prefix removed. Existing tables"
                                    + " keep theirs.")
                    .example("table.properties.delta.logRetentionDuration=interval 30 days"),
            Setting.family(OVERRIDE_PREFIX, GROUP)
                    .rank(Importance.LOW, Width.LONG)
                    .display("Table overrides")
                    .doc("What is different for one table: table.override.<table>.partition.by and"
                            + " table.override.<table>.cluster.by in the place of table.partition.by and table.cluster.by,"
                            + " table.override.<table>.properties.<property> beside or in the place of"
                            + " table.properties.<property>.")
                    .example("table.override.orders.partition.by=day(created_at)"));

    private TableKeys() {}

    static TableSettings from(AbstractConfig config) {
        return new TableSettings(
                config.getBoolean(CREATE),
                config.getList(PARTITION_BY),
                config.getList(CLUSTER_BY),
                ZoneId.of(config.getString(PARTITION_TIME_ZONE)),
                config.getInt(MAX_PARTITIONS),
                LakeKeys.family(config, PROPERTIES_PREFIX),
                TableOverride.parse(LakeKeys.family(config, OVERRIDE_PREFIX)));
    }
}
