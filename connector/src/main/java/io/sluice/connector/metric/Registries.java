package io.sluice.connector.metric;

import java.util.function.Supplier;

/** Chooses the registry by what the worker has. Names no class that an older worker lacks. */
final class Registries {
    private Registries() {}

    static MetricRegistry of(Supplier<?> pluginMetrics, String connector, String task) {
        Object metrics = orNull(pluginMetrics);
        return metrics == null ? new MBeanRegistry(connector, task) : Plugin.registry(metrics);
    }

    private static Object orNull(Supplier<?> pluginMetrics) {
        try {
            return pluginMetrics.get();
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            return null;
        }
    }

    /** Loaded on a worker that has handed out plugin metrics, and never before. */
    private static final class Plugin {
        static MetricRegistry registry(Object metrics) {
            return new PluginMetricRegistry((org.apache.kafka.common.metrics.PluginMetrics) metrics);
        }
    }
}
