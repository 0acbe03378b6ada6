package io.sluice.connector.config;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Which table a topic lands in, and how that table is made. */
final class TableKeys {
    static final String GROUP = "Tables";
    static final String NAME = "table.name";
    static final String NAME_MAP = "table.name.map";
    static final String CREATE = "table.create";
    static final String PARTITION_BY = "table.partition.by";
    static final String PARTITION_TIME_ZONE = "table.partition.time.zone";
    static final String PROPERTIES_PREFIX = "table.properties.";
    static final String TOPIC_VARIABLE = "${topic}";

    static final List<Setting> SETTINGS = List.of(
            Setting.string(NAME, GROUP)
                    .orElse(TOPIC_VARIABLE)
                    .valid(LambdaValidator.with(
                            TableKeys::checkTemplate,
                            () -> "letters, digits, _ . - and ${topic}; not beginning with _"))
                    .rank(Importance.HIGH, Width.MEDIUM)
                    .display("Table name")
                    .doc(
                            "Template of the table's name; ${topic} stands for the record's topic after the transforms. The name is"
                                    + " one path segment of letters, digits, _, . and -, never . or .., never beginning with _. A topic"
                                    + " that gives no such name needs an entry in table.name.map.")
                    .example("raw.${topic}"),
            Setting.list(NAME_MAP, GROUP)
                    .orElse("")
                    .valid(LambdaValidator.with(
                            (name, value) -> nameMap(name, strings(value)), () -> "topic:table, topic:table, ..."))
                    .rank(Importance.MEDIUM, Width.LONG)
                    .display("Table by topic")
                    .doc("Tables of single topics, as topic:table pairs; looked at before table.name.")
                    .example("orders.v1:orders,_audit:audit"),
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
            Setting.string(PARTITION_TIME_ZONE, GROUP)
                    .orElse("UTC")
                    .valid(LambdaValidator.with(TimestampFormats::checkZone, () -> "a time zone of java.time.ZoneId"))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Partition time zone")
                    .doc(
                            "Time zone in which year, month, day and hour of table.partition.by are told. A table keeps the one that"
                                    + " it was created with, and another is refused.")
                    .example("Europe/Berlin"),
            Setting.family(PROPERTIES_PREFIX, GROUP)
                    .rank(Importance.LOW, Width.LONG)
                    .display("Table properties")
                    .doc(
                            "Delta table properties of tables that this connector creates, with the prefix removed. Existing tables"
                                    + " keep theirs.")
                    .example("table.properties.delta.logRetentionDuration=interval 30 days"));

    private TableKeys() {}

    static TableSettings from(AbstractConfig config) {
        return new TableSettings(
                config.getString(NAME),
                nameMap(NAME_MAP, config.getList(NAME_MAP)),
                config.getBoolean(CREATE),
                config.getList(PARTITION_BY),
                ZoneId.of(config.getString(PARTITION_TIME_ZONE)),
                LakeKeys.family(config, PROPERTIES_PREFIX));
    }

    /** {@code topic:table} pairs; a topic has no colon, and neither has a table. */
    static Map<String, String> nameMap(String name, List<String> pairs) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String pair : pairs) {
            String[] parts = pair.split(":", -1);
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new ConfigException(name, pair, "It is no pair. Write topic:table, separated by commas.");
            }
            String earlier = tables.put(parts[0].trim(), parts[1].trim());
            if (earlier != null) {
                throw new ConfigException(
                        name,
                        pair,
                        "Topic " + parts[0].trim() + " already has table " + earlier + ". Remove one of them.");
            }
        }
        return tables;
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Object value) {
        return value == null ? List.of() : (List<String>) value;
    }

    private static void checkTemplate(String name, Object value) {
        String literal = ((String) value).replace(TOPIC_VARIABLE, "");
        if (literal.contains("${")) {
            throw new ConfigException(name, value, "The only variable is ${topic}. Remove the others.");
        }
        if (((String) value).isBlank()) {
            throw new ConfigException(
                    name, value, "It is empty. Use ${topic}, or the name of one table for all topics.");
        }
    }
}
