package io.sluice.connector.metric;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;

/**
 * The worker's own registry: {@code kafka.connect:type=plugins,connector=…,task=…} (KIP-877). Loaded only where {@link PluginMetrics} is.
 * Without sensors: their names are not scoped by plugin, so two tasks of one worker would share them.
 */
final class PluginMetricRegistry implements MetricRegistry {
    private final PluginMetrics metrics;
    private final Set<MetricName> names = new HashSet<>();

    PluginMetricRegistry(PluginMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public MetricName add(String name, String description, Map<String, String> tags, Gauge<?> gauge) {
        MetricName metric = metrics.metricName(name, description, new LinkedHashMap<>(tags));
        metrics.addMetric(metric, gauge);
        names.add(metric);
        return metric;
    }

    @Override
    public void remove(MetricName name) {
        if (names.remove(name)) {
            metrics.removeMetric(name);
        }
    }

    @Override
    public void close() {
        for (MetricName name : Set.copyOf(names)) {
            remove(name);
        }
    }
}
