package io.sluice.connector.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigValue;

/** The syntaxes that other packages own, each at its key, whatever is wrong with other keys. */
final class SyntaxChecks {
    private final Map<String, String> props;
    private final Map<String, ConfigValue> values;
    private final BiConsumer<String, String> problems;

    SyntaxChecks(Map<String, String> props, Map<String, ConfigValue> values, BiConsumer<String, String> problems) {
        this.props = props;
        this.values = values;
        this.problems = problems;
    }

    void run(SettingChecks checks) {
        if (valid(ValueKeys.SCHEMA) && !text(ValueKeys.SCHEMA).isBlank()) {
            check(ValueKeys.SCHEMA, text(ValueKeys.SCHEMA), checks.valueSchema());
        }
        if (valid(TableKeys.PARTITION_BY) && !list(TableKeys.PARTITION_BY).isEmpty()) {
            check(TableKeys.PARTITION_BY, list(TableKeys.PARTITION_BY), checks.partitionBy());
        }
        if (valid(TableKeys.CLUSTER_BY) && !list(TableKeys.CLUSTER_BY).isEmpty()) {
            check(TableKeys.CLUSTER_BY, list(TableKeys.CLUSTER_BY), checks.clusterBy());
        }
        if (valid(RoutingKeys.NAME_MAP)) {
            RoutingKeys.nameMap(RoutingKeys.NAME_MAP, list(RoutingKeys.NAME_MAP))
                    .values()
                    .forEach(name -> check(RoutingKeys.NAME_MAP, name, checks.tableName()));
        }
        if (valid(RoutingKeys.NAME)) {
            String name = text(RoutingKeys.NAME)
                    .replace(RoutingKeys.TOPIC_VARIABLE, "topic")
                    .replace(RoutingKeys.FIELD_VARIABLE, "field");
            check(RoutingKeys.NAME, name, checks.tableName());
        }
        if (valid(RoutingKeys.MISSING)) {
            RoutingKeys.defaultTable(text(RoutingKeys.MISSING))
                    .ifPresent(name -> check(RoutingKeys.MISSING, name, checks.tableName()));
        }
        if (valid(ErrorKeys.TABLE) && !text(ErrorKeys.TABLE).isBlank()) {
            check(ErrorKeys.TABLE, text(ErrorKeys.TABLE).trim(), checks.tableName());
        }
        checkOverrides(checks);
    }

    private void checkOverrides(SettingChecks checks) {
        props.forEach((key, value) -> {
            if (value == null || !key.startsWith(TableKeys.OVERRIDE_PREFIX)) {
                return;
            }
            Optional<String> table = TableOverride.table(key.substring(TableKeys.OVERRIDE_PREFIX.length()));
            if (table.isEmpty()) {
                problems.accept(
                        key,
                        key + " is no override. Write table.override.<table>.partition.by,"
                                + " table.override.<table>.cluster.by or table.override.<table>.properties.<property>.");
                return;
            }
            check(key, table.get(), checks.tableName());
            String what = key.substring(
                    TableKeys.OVERRIDE_PREFIX.length() + table.get().length());
            if (what.equals(TableOverride.PARTITION_BY)) {
                check(key, TableOverride.list(value), checks.partitionBy());
            } else if (what.equals(TableOverride.CLUSTER_BY)) {
                check(key, TableOverride.list(value), checks.clusterBy());
            }
        });
    }

    private boolean valid(String key) {
        ConfigValue value = values.get(key);
        return value.value() != null && value.errorMessages().isEmpty();
    }

    private String text(String key) {
        return (String) values.get(key).value();
    }

    @SuppressWarnings("unchecked")
    private List<String> list(String key) {
        return (List<String>) values.get(key).value();
    }

    private <T> void check(String key, T value, Consumer<T> syntax) {
        try {
            syntax.accept(value);
        } catch (IllegalArgumentException e) {
            problems.accept(key, key + "=" + value + ": " + e.getMessage());
        }
    }
}
