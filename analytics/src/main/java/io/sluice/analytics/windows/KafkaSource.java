package io.sluice.analytics.windows;

import io.sluice.analytics.job.JobContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Topics of Kafka, from their beginning on unless the options say otherwise.
 *
 * @param topics a comma-separated list
 * @param schema of the JSON value, as DDL; without it the rows have Kafka's six columns
 */
record KafkaSource(KafkaCluster cluster, String topics, Optional<String> schema, Map<String, String> options)
        implements Source {
    KafkaSource {
        Objects.requireNonNull(topics);
        options = Map.copyOf(options);
    }

    @Override
    public Dataset<Row> batch(JobContext context) {
        return columns(context.spark().read().format("kafka").options(all()).load());
    }

    @Override
    public Dataset<Row> stream(JobContext context, boolean watermarked) {
        return columns(
                context.spark().readStream().format("kafka").options(all()).load());
    }

    private Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>(cluster.options());
        all.put("subscribe", topics);
        all.put("startingOffsets", "earliest");
        all.put("failOnDataLoss", "true");
        all.putAll(options);
        return all;
    }

    private Dataset<Row> columns(Dataset<Row> messages) {
        return schema.map(ddl -> KafkaMessages.columns(messages, ddl)).orElse(messages);
    }

    @Override
    public String defaultTime() {
        return schema.isPresent() ? "_kafka_timestamp" : "timestamp";
    }

    @Override
    public String label() {
        return "kafka:" + topics;
    }
}
