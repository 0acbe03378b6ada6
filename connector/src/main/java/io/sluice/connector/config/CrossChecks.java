package io.sluice.connector.config;

import io.sluice.connector.config.FileSettings.Compression;
import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.connector.config.RoutingSettings.MissingField;
import io.sluice.connector.config.SourceSettings.OffsetGap;
import io.sluice.connector.config.ValueSettings.NullValues;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What no key shows on its own. Every problem is told to {@code problems} with the key that it is shown at. */
final class CrossChecks {
    private static final Set<String> RAW_CONVERTERS = Set.of(
            "org.apache.kafka.connect.converters.ByteArrayConverter",
            "org.apache.kafka.connect.storage.StringConverter",
            // The aliases under which Connect finds them.
            "ByteArrayConverter",
            "ByteArray",
            "StringConverter",
            "String");
    private static final String DEAD_LETTER_REMEDY =
            "Set dead.letter.table, or errors.tolerance=all and errors.deadletterqueue.topic.name.";

    private static final String NO_PLACE =
            "=dead-letter sends records to the dead letters, and there is no place for them. ";
    private static final String INDEXED_COLUMNS = "delta.dataSkippingNumIndexedCols";

    private final Map<String, String> props;
    private final SinkSettings settings;
    private final BiConsumer<String, String> problems;

    CrossChecks(Map<String, String> props, SinkSettings settings, BiConsumer<String, String> problems) {
        this.props = props;
        this.settings = settings;
        this.problems = problems;
    }

    void run() {
        String scheme = LakePath.unknownScheme(settings.lake().path(), props);
        if (scheme != null) {
            problems.accept(LakeKeys.PATH, scheme);
        }
        checkRouting();
        checkDeadLetters();
        checkConverter();
        checkCompressionLevel();
        checkSource();
        checkLayout();
        checkTableProperties();
    }

    private void checkLayout() {
        checkLayout(TableKeys.CLUSTER_BY, settings.table());
        settings.table()
                .overrides()
                .keySet()
                .forEach(table -> checkLayout(
                        TableKeys.OVERRIDE_PREFIX + table + TableOverride.CLUSTER_BY,
                        settings.table().of(table)));
    }

    private void checkLayout(String key, TableSettings table) {
        if (table.clusterBy().isEmpty()) {
            return;
        }
        if (!table.partitionBy().isEmpty()) {
            problems.accept(
                    key,
                    "A Delta table is partitioned or clustered, not both: partitioned by "
                            + String.join(",", table.partitionBy()) + ", clustered by "
                            + String.join(",", table.clusterBy()) + ". Remove one of them.");
        }
        if (settings.lake().format() == Format.PARQUET) {
            problems.accept(
                    key,
                    "Tables of lake.format=parquet cannot be clustered: nothing sorts their rows later. Remove it, or set"
                            + " lake.format=delta.");
        }
    }

    /** A property of Delta's that nobody honours would be taken for a promise. */
    private void checkTableProperties() {
        if (settings.lake().format() != Format.PARQUET) {
            return;
        }
        for (String property : new TreeSet<>(settings.table().properties().keySet())) {
            if (property.startsWith("delta.") && !property.equals(INDEXED_COLUMNS)) {
                String key = TableKeys.PROPERTIES_PREFIX + property;
                problems.accept(
                        key,
                        key + " means nothing to a table of lake.format=parquet, of Delta's properties only "
                                + INDEXED_COLUMNS
                                + " does. Remove it; once the table is promoted to Delta, ALTER TABLE can set it.");
            }
        }
    }

    private void checkDeadLetters() {
        if (ConnectKeys.toleratesAll(props) && !settings.errors().deadLetters()) {
            problems.accept(
                    ConnectKeys.ERRORS_TOLERANCE,
                    "errors.tolerance=all without a dead-letter topic lets Connect drop records with no more than a line in the"
                            + " log. Set errors.deadletterqueue.topic.name or dead.letter.table, or errors.tolerance=none.");
        }
        if (settings.errors().deadLetters()) {
            return;
        }
        if (settings.value().mismatch() == SchemaMismatch.DEAD_LETTER) {
            problems.accept(ValueKeys.MISMATCH, ValueKeys.MISMATCH + NO_PLACE + DEAD_LETTER_REMEDY);
        }
        if (settings.value().nullValues() == NullValues.DEAD_LETTER) {
            problems.accept(ValueKeys.NULL_VALUES, ValueKeys.NULL_VALUES + NO_PLACE + DEAD_LETTER_REMEDY);
        }
    }

    private void checkRouting() {
        RoutingSettings routing = settings.routing();
        boolean used = routing.nameTemplate().contains(RoutingKeys.FIELD_VARIABLE);
        if (routing.field().isPresent() && !used) {
            problems.accept(
                    RoutingKeys.NAME,
                    "table.name=" + routing.nameTemplate()
                            + " does not use what table.name.field finds. Put ${field} into it, or remove one of them.");
        }
        if (routing.field().isEmpty() && used) {
            problems.accept(
                    RoutingKeys.NAME,
                    "table.name=" + routing.nameTemplate()
                            + " uses ${field}, and table.name.field is not set. Set it.");
        }
        if (routing.field().isPresent()
                && routing.missing() == MissingField.DEAD_LETTER
                && !settings.errors().deadLetters()) {
            problems.accept(RoutingKeys.MISSING, RoutingKeys.MISSING + NO_PLACE + DEAD_LETTER_REMEDY);
        }
    }

    /** Shown at our key: Connect prints a value of its own as a class, which a text is not. */
    private void checkConverter() {
        String converter = ConnectKeys.trimmed(props, ConnectKeys.VALUE_CONVERTER);
        if (settings.value().format() == ValueFormat.JSON
                && !converter.isEmpty()
                && !RAW_CONVERTERS.contains(converter)) {
            problems.accept(
                    ValueKeys.FORMAT,
                    "value.format=json parses bytes or strings, but value.converter=" + converter
                            + " parses the value first. Set"
                            + " value.converter=org.apache.kafka.connect.converters.ByteArrayConverter, or value.format=connect.");
        }
    }

    private void checkCompressionLevel() {
        Compression compression = settings.file().compression();
        int highest = FileKeys.highestLevel(compression);
        int level = settings.file().compressionLevel();
        if (highest > 0 && level > highest) {
            problems.accept(
                    FileKeys.LEVEL,
                    "parquet.compression.level=" + level + " is beyond the levels of "
                            + props.get(FileKeys.COMPRESSION).trim() + ". Set 1 to " + highest + ".");
        }
    }

    private void checkSource() {
        Map<String, String> admin = settings.source().admin();
        if (admin.containsKey(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)) {
            return;
        }
        if (!admin.isEmpty()) {
            problems.accept(
                    SourceKeys.ADMIN_BOOTSTRAP,
                    "source.admin.* without source.admin.bootstrap.servers reaches no cluster. Set it, or remove the others.");
        }
        if (settings.source().offsetGap() != OffsetGap.FAIL) {
            problems.accept(
                    SourceKeys.OFFSET_GAP,
                    "offset.gap=" + Choice.text(settings.source().offsetGap())
                            + " needs to know where a topic begins and ends, which the task's consumer does not tell it. Set"
                            + " source.admin.bootstrap.servers, or offset.gap=fail.");
        }
    }
}
