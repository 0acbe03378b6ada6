package io.sluice.connector;

import io.sluice.connector.column.RawBytes;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.KeyFormat;
import io.sluice.connector.config.ValueSettings.MetadataColumn;
import io.sluice.connector.config.ValueSettings.NullValues;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueEnvelope;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.routing.TableName;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What a dead letter is as a row: {@code _kafka_topic}, {@code _kafka_partition}, {@code _kafka_offset}, {@code _kafka_timestamp} as in any
 * table, then {@code key BINARY}, {@code value BINARY}, {@code headers ARRAY<STRUCT<key STRING, value BINARY>>}, {@code stage STRING}
 * ({@code routing} or {@code landing}), {@code code STRING} (an {@link io.sluice.connector.error.ErrorCode}), {@code field STRING} (a JSON
 * Pointer), {@code message STRING} and {@code table STRING}.
 *
 * <p>Key, value and headers are what the producer sent where the converter leaves bytes alone (ByteArrayConverter); a string's UTF-8; else
 * the JSON text of what the converter made.
 */
final class DeadLetterRows {
    /** Of the table, whatever the connector's own are. */
    /** Of headers: an array of structs. */
    private static final int NESTING = 3;

    static final ValueSettings SETTINGS = new ValueSettings(
            ValueFormat.CONNECT,
            Optional.of(
                    "key BINARY, value BINARY, headers ARRAY<STRUCT<key: STRING, value: BINARY>>, stage STRING, code STRING,"
                            + " field STRING, message STRING, table STRING"),
            SchemaEvolution.ADD,
            SchemaMismatch.FAIL,
            NESTING,
            EnumSet.of(MetadataColumn.TOPIC, MetadataColumn.PARTITION, MetadataColumn.OFFSET, MetadataColumn.TIMESTAMP),
            KeyFormat.STRING,
            List.of(),
            ZoneOffset.UTC,
            NullValues.FAIL,
            ValueEnvelope.NONE);

    private static final Schema HEADER = SchemaBuilder.struct()
            .field("key", Schema.STRING_SCHEMA)
            .field("value", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .field("key", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("value", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("headers", SchemaBuilder.array(HEADER).build())
            .field("stage", Schema.STRING_SCHEMA)
            .field("code", Schema.STRING_SCHEMA)
            .field("field", Schema.OPTIONAL_STRING_SCHEMA)
            .field("message", Schema.STRING_SCHEMA)
            .field("table", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private DeadLetterRows() {}

    /** @param meant the table that did not take the record; empty when it named none */
    static SinkRecord of(SinkRecord record, Optional<TableName> meant, RecordError error) {
        List<Struct> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new Struct(HEADER)
                    .put("key", header.key())
                    .put("value", RawBytes.of(header.value(), header.schema())));
        }
        Struct row = new Struct(ROW)
                .put("key", RawBytes.of(record.key(), record.keySchema()))
                .put("value", RawBytes.of(record.value(), record.valueSchema()))
                .put("headers", headers)
                .put("stage", meant.isPresent() ? "landing" : "routing")
                .put("code", error.code().name())
                .put("field", error.field().isEmpty() ? null : error.field())
                .put("message", error.problem() + " " + error.remedy())
                .put("table", meant.map(TableName::value).orElse(null));
        return record.newRecord(
                record.topic(), record.kafkaPartition(), null, null, ROW, row, record.timestamp(), record.headers());
    }
}
