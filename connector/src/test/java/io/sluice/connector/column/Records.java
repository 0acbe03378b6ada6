package io.sluice.connector.column;

import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.KeyFormat;
import io.sluice.connector.config.ValueSettings.MetadataColumn;
import io.sluice.connector.config.ValueSettings.NullValues;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueEnvelope;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records and settings for tests. */
public final class Records {
    private Records() {}

    public static ValueSettings settings(ValueFormat format) {
        return settings(format, SchemaMismatch.RESCUE, SchemaEvolution.ADD_AND_WIDEN, null);
    }

    public static ValueSettings settings(
            ValueFormat format, SchemaMismatch mismatch, SchemaEvolution evolution, String ddl) {
        return new ValueSettings(
                format,
                Optional.ofNullable(ddl),
                evolution,
                mismatch,
                16,
                Set.of(),
                KeyFormat.STRING,
                List.of(),
                ZoneOffset.UTC,
                NullValues.WRITE,
                ValueEnvelope.NONE);
    }

    public static ValueSettings changelog(ValueSettings settings) {
        return new ValueSettings(
                settings.format(),
                settings.schema(),
                settings.evolution(),
                settings.mismatch(),
                settings.maxNesting(),
                settings.metadataColumns(),
                settings.keyFormat(),
                settings.timestampFormats(),
                settings.timeZone(),
                settings.nullValues(),
                ValueEnvelope.DEBEZIUM);
    }

    public static ValueSettings withMetadata(ValueSettings settings, Set<MetadataColumn> columns) {
        return new ValueSettings(
                settings.format(),
                settings.schema(),
                settings.evolution(),
                settings.mismatch(),
                settings.maxNesting(),
                columns,
                settings.keyFormat(),
                settings.timestampFormats(),
                settings.timeZone(),
                settings.nullValues(),
                settings.envelope());
    }

    public static SinkRecord json(String json) {
        return of(null, json.getBytes(StandardCharsets.UTF_8), 0);
    }

    public static SinkRecord of(Object value) {
        return of(value instanceof Struct struct ? struct.schema() : null, value, 0);
    }

    public static SinkRecord of(Schema schema, Object value, long offset) {
        return new SinkRecord(
                "events", 3, null, null, schema, value, offset, 1_626_847_200_000L, TimestampType.CREATE_TIME);
    }
}
