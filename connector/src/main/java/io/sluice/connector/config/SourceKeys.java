package io.sluice.connector.config;

import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Whose offsets the table's {@code txn} rows are. */
final class SourceKeys {
    static final String GROUP = "Source";
    static final String NAMESPACE = "namespace";
    static final String SOURCE_ID = "source.id";
    static final String ALLOW_SHARED = "allow.shared.source";
    /** Connect's own key; the default of {@link #NAMESPACE}. */
    static final String CONNECTOR_NAME = "name";

    private static final LambdaValidator NAME =
            LambdaValidator.with(SourceKeys::checkName, () -> "a name without control characters");

    static final List<Setting> SETTINGS = List.of(
            Setting.string(NAMESPACE, GROUP)
                    .orElseShown("the connector's name")
                    .valid(NAME)
                    .rank(Importance.MEDIUM, Width.MEDIUM)
                    .display("Namespace")
                    .doc(
                            "Whose offsets these are in the table. A connector that takes over another one's tables sets the other's"
                                    + " namespace and goes on where that one stopped; a connector with a new namespace starts anew.")
                    .example("orders-sink"),
            Setting.string(SOURCE_ID, GROUP)
                    .orElse("kafka")
                    .valid(NAME)
                    .rank(Importance.MEDIUM, Width.MEDIUM)
                    .display("Source id")
                    .doc(
                            "Names the Kafka cluster in the table's offsets. Set it when connectors of several clusters land topics"
                                    + " of one name in one table.")
                    .example("kafka-eu"),
            Setting.flag(ALLOW_SHARED, GROUP)
                    .orElse(false)
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Allow a shared source")
                    .doc(
                            "A table that holds another namespace's offsets of the same topic of the same source is refused, because"
                                    + " its rows would land twice. true lands them all the same.")
                    .example("true"));

    private SourceKeys() {}

    static SourceSettings from(AbstractConfig config) {
        String namespace = config.getString(NAMESPACE);
        if (namespace == null) {
            namespace = String.valueOf(config.originals().get(CONNECTOR_NAME)).trim();
        }
        return new SourceSettings(namespace, config.getString(SOURCE_ID), config.getBoolean(ALLOW_SHARED));
    }

    private static void checkName(String name, Object value) {
        String text = (String) value;
        if (text != null && (text.isBlank() || text.chars().anyMatch(Character::isISOControl))) {
            throw new ConfigException(name, value, "It is empty or holds control characters. Write a readable name.");
        }
    }
}
