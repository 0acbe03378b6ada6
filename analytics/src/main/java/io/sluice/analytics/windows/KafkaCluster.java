package io.sluice.analytics.windows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How to reach Kafka.
 *
 * @param client settings of Kafka's clients, without Spark's prefix {@code kafka.}
 */
record KafkaCluster(String bootstrap, Map<String, String> client) {
    KafkaCluster {
        Objects.requireNonNull(bootstrap);
        client = Map.copyOf(client);
    }

    /** As Spark's Kafka source and sink take them. */
    Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        client.forEach((key, value) -> options.put("kafka." + key, value));
        options.put("kafka.bootstrap.servers", bootstrap);
        return options;
    }
}
