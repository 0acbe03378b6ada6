package io.sluice.connector;

import io.sluice.connector.config.SettingChecks;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.partition.ClusterSpec;
import io.sluice.connector.partition.PartitionSpec;
import io.sluice.connector.routing.TableName;
import io.sluice.connector.schema.DdlSchema;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lands Kafka topics in Delta tables, each record exactly once. Settings: {@code docs/settings.md}. */
public final class LakeSinkConnector extends SinkConnector {
    private static final Logger LOG = LoggerFactory.getLogger(LakeSinkConnector.class);
    private static final SettingChecks CHECKS =
            new SettingChecks(DdlSchema::parse, PartitionSpec::parse, ClusterSpec::parse, TableName::new);

    private Map<String, String> props = Map.of();

    @Override
    public String version() {
        return PluginVersion.get();
    }

    @Override
    public ConfigDef config() {
        return SinkConfig.definition();
    }

    @Override
    public Config validate(Map<String, String> configs) {
        Config config = SinkConfig.validate(configs, CHECKS);
        Preflight.addTo(config, configs);
        if (config.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty())) {
            SinkConfig.warnings(configs).forEach(LOG::warn);
        }
        return config;
    }

    @Override
    public void start(Map<String, String> configs) {
        SinkConfig.parse(configs, CHECKS);
        SinkConfig.warnings(configs).forEach(LOG::warn);
        props = Map.copyOf(configs);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return LakeSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return TaskId.handOver(props, maxTasks);
    }

    @Override
    public void stop() {}

    /**
     * Moves the lake's offsets along with the group's (KIP-875): they are what a task starts from. Called before Connect has made sure that
     * no task runs; one that does is fenced by the move.
     *
     * @param offsets by partition, null for a reset; an empty map resets the whole namespace
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, Long> offsets) {
        SinkSettings settings = SinkConfig.parse(connectorConfig, CHECKS);
        return Failures.redacting(settings, () -> {
            OffsetMove.apply(settings, offsets);
            return true;
        });
    }
}
