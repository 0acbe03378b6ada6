package io.sluice.connector.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Where records go that cannot land. */
final class ErrorKeys {
    static final String GROUP = "Dead letters";
    static final String TABLE = "dead.letter.table";

    static final List<Setting> SETTINGS = List.of(Setting.string(TABLE, GROUP)
            .orElse("")
            .rank(Importance.MEDIUM, Width.MEDIUM)
            .display("Dead letter table")
            .doc(
                    "Table in the same lake for records that cannot land, in the place of Connect's dead-letter topic: their"
                            + " coordinates, key, value and headers, and what is wrong. Its rows are committed exactly once, like any"
                            + " other. Needs no errors.tolerance. What a converter or a transform refuses never reaches the task, so"
                            + " it goes to Connect's topic or fails the task.")
            .example("dead_letters"));

    private ErrorKeys() {}

    static ErrorSettings from(AbstractConfig config, Map<String, String> props) {
        return new ErrorSettings(
                ConnectKeys.toleratesAll(props) && ConnectKeys.namesDeadLetterTopic(props),
                Optional.of(config.getString(TABLE).trim()).filter(table -> !table.isEmpty()));
    }
}
