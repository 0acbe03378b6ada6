package io.sluice.connector.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.WorkerLoader;
import java.lang.reflect.Proxy;
import java.net.URLClassLoader;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

final class OldWorkerTest {
    private static final String KIP_877 = "org.apache.kafka.common.metrics.PluginMetrics";

    @Test
    void aWorkerWithoutPluginMetricsRunsTheTaskWithMBeansOfOurOwn() throws Exception {
        try (URLClassLoader loader = WorkerLoader.of("oldest")) {
            Object registry = loader.loadClass(Probe.class.getName())
                    .getMethod("registry")
                    .invoke(null);
            assertThat(registry).isEqualTo("MBeanRegistry");
            assertThat(loader.getResource(KIP_877.replace('.', '/') + ".class")).isNull();
        }
    }

    /** Runs in the old worker's loader, compiled as the task is: against the newest Kafka. */
    public static final class Probe {
        private Probe() {}

        public static String registry() {
            SinkTaskContext context = (SinkTaskContext) Proxy.newProxyInstance(
                    Probe.class.getClassLoader(),
                    new Class<?>[] {SinkTaskContext.class},
                    (proxy, method, arguments) -> null);
            try (SinkMetrics metrics = SinkMetrics.register(() -> context.pluginMetrics(), "orders", "0")) {
                metrics.conflict();
            }
            try (MetricRegistry registry = Registries.of(() -> context.pluginMetrics(), "orders", "0")) {
                return registry.getClass().getSimpleName();
            }
        }
    }
}
