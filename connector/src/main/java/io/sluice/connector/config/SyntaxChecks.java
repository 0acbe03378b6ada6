package io.sluice.connector.config;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigValue;

/** The syntaxes that other packages own, each at its key, whatever is wrong with other keys. */
final class SyntaxChecks {
    private final Map<String, ConfigValue> values;
    private final BiConsumer<String, String> problems;

    SyntaxChecks(Map<String, ConfigValue> values, BiConsumer<String, String> problems) {
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
        if (valid(TableKeys.NAME_MAP)) {
            TableKeys.nameMap(TableKeys.NAME_MAP, list(TableKeys.NAME_MAP))
                    .values()
                    .forEach(name -> check(TableKeys.NAME_MAP, name, checks.tableName()));
        }
        if (valid(TableKeys.NAME)) {
            check(TableKeys.NAME, text(TableKeys.NAME).replace(TableKeys.TOPIC_VARIABLE, "topic"), checks.tableName());
        }
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
