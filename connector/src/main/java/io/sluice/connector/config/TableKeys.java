package io.sluice.connector.config;

import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How tables are made. */
final class TableKeys {
    static final String GROUP = "Tables";
    static final String CREATE = "table.create";
    static final String PARTITION_BY = "table.partition.by";
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
                    .valid(LambdaValidator.with((name, value) -> {}, () -> "columns, or year|month|day|hour(column)"))
                    .rank(Importance.HIGH, Width.LONG)
                    .display("Partition by")
                    .doc(
                            "Partition columns of tables that this connector creates: columns, or year(c), month(c), day(c), hour(c)"
                                    + " of a TIMESTAMP or DATE column in UTC, which become the columns c_year, c_month, c_day, c_hour."
                                    + " Each value is a folder and each commit writes at least one file in every folder that it"
                                    + " touches: prefer few values.")
                    .example("day(_kafka_timestamp)"),
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
                    .doc("What is different for one table: table.override.<table>.partition.by in the place of"
                            + " table.partition.by, table.override.<table>.properties.<property> beside or in the place of"
                            + " table.properties.<property>.")
                    .example("table.override.orders.partition.by=day(created_at)"));

    private TableKeys() {}

    static TableSettings from(AbstractConfig config) {
        return new TableSettings(
                config.getBoolean(CREATE),
                config.getList(PARTITION_BY),
                LakeKeys.family(config, PROPERTIES_PREFIX),
                TableOverride.parse(LakeKeys.family(config, OVERRIDE_PREFIX)));
    }
}
