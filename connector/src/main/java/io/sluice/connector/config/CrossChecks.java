package io.sluice.connector.config;

import io.sluice.connector.config.FileSettings.Compression;
import io.sluice.connector.config.LakeSettings.Format;
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
    private static final String INDEXED_COLUMNS = "delta.dataSkippingNumIndexedCols";
    private static final String DEAD_LETTER_REMEDY = "Set errors.tolerance=all and errors.deadletterqueue.topic.name.";

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
        checkDeadLetters();
        checkConverter();
        checkCompressionLevel();
        checkSource();
        checkTableProperties();
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
        if (ConnectKeys.toleratesAll(props) && !ConnectKeys.namesDeadLetterTopic(props)) {
            problems.accept(
                    ConnectKeys.ERRORS_TOLERANCE,
                    "errors.tolerance=all without a dead-letter topic lets Connect drop records with no more than a line in the"
                            + " log. Set errors.deadletterqueue.topic.name, or errors.tolerance=none.");
        }
        if (settings.errors().deadLetters()) {
            return;
        }
        String why = "=dead-letter sends records to Connect's dead-letter topic, and there is none. ";
        if (settings.value().mismatch() == SchemaMismatch.DEAD_LETTER) {
            problems.accept(ValueKeys.MISMATCH, ValueKeys.MISMATCH + why + DEAD_LETTER_REMEDY);
        }
        if (settings.value().nullValues() == NullValues.DEAD_LETTER) {
            problems.accept(ValueKeys.NULL_VALUES, ValueKeys.NULL_VALUES + why + DEAD_LETTER_REMEDY);
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
