package io.sluice.connector.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of a sink connector that are Connect's own (ConnectorConfig and SinkConnectorConfig of connect-runtime 4.3). */
final class ConnectKeys {
    static final String VALUE_CONVERTER = "value.converter";
    static final String TASKS_MAX = "tasks.max";
    static final String TRANSFORMS = "transforms";
    static final String ERRORS_TOLERANCE = "errors.tolerance";
    static final String DEAD_LETTER_TOPIC = "errors.deadletterqueue.topic.name";
    static final String ISOLATION_LEVEL = "consumer.override.isolation.level";
    static final String OFFSET_RESET = "consumer.override.auto.offset.reset";

    static final Set<String> NAMES = Set.of(
            SourceKeys.CONNECTOR_NAME,
            "connector.class",
            "connector.plugin.version",
            TASKS_MAX,
            "tasks.max.enforce",
            // Connect adds it to what the connector hands to a task.
            "task.class",
            "topics",
            "topics.regex",
            "key.converter",
            VALUE_CONVERTER,
            "header.converter",
            TRANSFORMS,
            "predicates",
            "config.action.reload",
            "errors.retry.timeout",
            "errors.retry.delay.max.ms",
            ERRORS_TOLERANCE,
            "errors.log.enable",
            "errors.log.include.messages",
            DEAD_LETTER_TOPIC,
            "errors.deadletterqueue.topic.replication.factor",
            "errors.deadletterqueue.context.headers.enable");

    static final List<String> PREFIXES = List.of(
            "key.converter.",
            "value.converter.",
            "header.converter.",
            "transforms.",
            "predicates.",
            "consumer.override.",
            "producer.override.",
            "admin.override.");

    private ConnectKeys() {}

    static boolean toleratesAll(Map<String, String> props) {
        return "all".equalsIgnoreCase(trimmed(props, ERRORS_TOLERANCE));
    }

    static boolean namesDeadLetterTopic(Map<String, String> props) {
        return !trimmed(props, DEAD_LETTER_TOPIC).isEmpty();
    }

    static String trimmed(Map<String, String> props, String key) {
        String value = props.get(key);
        return value == null ? "" : value.trim();
    }
}
