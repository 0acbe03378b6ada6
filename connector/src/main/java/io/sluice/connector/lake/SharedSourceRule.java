package io.sluice.connector.lake;

import io.sluice.connector.config.SourceSettings;
import io.sluice.connector.offset.AppId;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/** Refuses to land a topic that another namespace lands in the same table: every row would be there twice, and nobody would be told. */
public record SharedSourceRule(SourceSettings source) {
    /** Asked when a partition is opened, and again of each snapshot that is committed from: two may have been opened before either landed. */
    public void check(String table, SourceOffsets offsets, AppId own) {
        if (source.allowSharedSource()) {
            return;
        }
        Optional<String> foreign = offsets.foreignNamespace(own);
        if (foreign.isPresent()) {
            throw new ConfigException("Cannot land topic " + own.partition().topic() + " in table " + table
                    + ": the table already holds offsets of this topic for namespace '" + foreign.get()
                    + "', and this connector's is '"
                    + own.namespace()
                    + "', so each record would land twice. If the connector was renamed, set namespace="
                    + foreign.get() + "; if both shall land, set allow.shared.source=true.");
        }
    }
}
