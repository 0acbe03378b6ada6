package io.sluice.connector.metric;

import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;

/** Where gauges are shown. */
interface MetricRegistry extends AutoCloseable {
    /**
     * @param tags besides those of the task
     * @throws IllegalArgumentException if the name is taken, as by a task that Connect gave up waiting for
     */
    MetricName add(String name, String description, Map<String, String> tags, Gauge<?> gauge);

    void remove(MetricName name);

    @Override
    void close();
}
