package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

/** All settings of one connector, checked and immutable. */
public record SinkSettings(
        LakeSettings lake,
        RoutingSettings routing,
        TableSettings table,
        ValueSettings value,
        CommitSettings commit,
        FileSettings file,
        SourceSettings source,
        ErrorSettings errors) {
    public SinkSettings {
        requireNonNull(lake, "lake is null");
        requireNonNull(routing, "routing is null");
        requireNonNull(table, "table is null");
        requireNonNull(value, "value is null");
        requireNonNull(commit, "commit is null");
        requireNonNull(file, "file is null");
        requireNonNull(source, "source is null");
        requireNonNull(errors, "errors is null");
    }
}
