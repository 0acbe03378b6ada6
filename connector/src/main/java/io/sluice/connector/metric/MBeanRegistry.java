package io.sluice.connector.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;

/** {@code io.sluice:type=sink-task-metrics,connector=…,task=…}, by Kafka's own JMX reporter, for workers without plugin metrics. */
final class MBeanRegistry implements MetricRegistry {
    private static final String DOMAIN = "io.sluice";
    private static final String GROUP = "sink-task-metrics";

    private final Metrics metrics;
    private final Map<String, String> tags = new LinkedHashMap<>();

    MBeanRegistry(String connector, String task) {
        JmxReporter reporter = new JmxReporter();
        // Each registry counts its own metrics, in an MBean that the tasks would fight for.
        reporter.configure(Map.of(JmxReporter.EXCLUDE_CONFIG, ".*type=kafka-metrics-count.*"));
        metrics = new Metrics(new MetricConfig(), List.of(reporter), Time.SYSTEM, new KafkaMetricsContext(DOMAIN));
        tags.put("connector", connector);
        tags.put("task", task);
    }

    @Override
    public MetricName add(String name, String description, Map<String, String> moreTags, Gauge<?> gauge) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.putAll(moreTags);
        MetricName metric = metrics.metricName(name, GROUP, description, all);
        metrics.addMetric(metric, gauge);
        return metric;
    }

    @Override
    public void remove(MetricName name) {
        metrics.removeMetric(name);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
