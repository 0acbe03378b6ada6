package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a record's value becomes columns.
 *
 * @param schema Spark DDL of {@code value.schema}; empty: from Connect's schema, or inferred
 * @param maxNesting levels of nesting that a column may have
 * @param timestampFormats patterns of {@link java.time.format.DateTimeFormatter}; empty: ISO-8601
 * @param timeZone of timestamps and dates in strings that name none
 */
public record ValueSettings(
        ValueFormat format,
        Optional<String> schema,
        SchemaEvolution evolution,
        SchemaMismatch mismatch,
        int maxNesting,
        Set<MetadataColumn> metadataColumns,
        KeyFormat keyFormat,
        List<String> timestampFormats,
        ZoneId timeZone,
        NullValues nullValues,
        ValueEnvelope envelope) {

    public ValueSettings {
        requireNonNull(format, "format is null");
        requireNonNull(schema, "schema is null");
        requireNonNull(evolution, "evolution is null");
        requireNonNull(mismatch, "mismatch is null");
        metadataColumns = Set.copyOf(metadataColumns);
        requireNonNull(keyFormat, "keyFormat is null");
        timestampFormats = List.copyOf(timestampFormats);
        requireNonNull(timeZone, "timeZone is null");
        requireNonNull(nullValues, "nullValues is null");
        requireNonNull(envelope, "envelope is null");
    }

    /** What {@code value.format} says the value is. */
    public enum ValueFormat {
        CONNECT,
        JSON
    }

    /** What {@code value.envelope} says is around the row. */
    public enum ValueEnvelope {
        NONE,
        DEBEZIUM
    }

    /** What {@code schema.evolution} lets a record change in its table. */
    public enum SchemaEvolution {
        NONE,
        ADD,
        ADD_AND_WIDEN
    }

    /** What {@code schema.mismatch} does with a value that does not fit its column. */
    public enum SchemaMismatch {
        RESCUE,
        DEAD_LETTER,
        FAIL
    }

    /** What {@code behavior.on.null.values} does with a tombstone. */
    public enum NullValues {
        FAIL,
        IGNORE,
        WRITE,
        DEAD_LETTER
    }

    /** What {@code key.format} says the column {@code _kafka_key} is. */
    public enum KeyFormat {
        STRING,
        JSON,
        STRUCT
    }

    /** The columns of {@code metadata.columns}, in the order in which they stand first in a table. */
    public enum MetadataColumn {
        TOPIC,
        PARTITION,
        OFFSET,
        TIMESTAMP,
        KEY,
        HEADERS;

        private static final Set<String> NAMES =
                Arrays.stream(values()).map(MetadataColumn::columnName).collect(Collectors.toUnmodifiableSet());

        /** Whether a column is one of these, by its name in lower case; producers may have fields that only begin alike. */
        public static boolean names(String column) {
            return NAMES.contains(column);
        }

        /** {@code _kafka_topic} and so on. */
        public String columnName() {
            return "_kafka_" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
