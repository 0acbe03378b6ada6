package io.sluice.connector.config;

import java.util.Map;

/** Runs in a loader of {@link io.sluice.connector.WorkerLoader}; tells in words that every loader knows. */
public final class WorkerProbe {
    private WorkerProbe() {}

    public static String run() {
        Map<String, String> bad = SinkConfigTest.props("value.format", "avro", "comit.records", "1");
        Map<String, String> good = SinkConfigTest.props("schema.evolution", "none", "table.name", "raw.${topic}");
        SinkSettings settings = SinkConfig.parse(good);
        return SinkConfigErrorsTest.errors(bad).keySet().stream().sorted().toList() + " metadata ["
                + settings.value().evolution() + "] table " + settings.routing().nameTemplate();
    }
}
