package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.MetadataColumn;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.schema.TableSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

final class MetadataColumnsTest {
    private static final ValueSettings ALL =
            Records.withMetadata(Records.settings(ValueFormat.JSON), Set.of(MetadataColumn.values()));

    @Test
    void theRecordsOwnCoordinatesStandFirstWhateverATransformMadeOfThem() throws Exception {
        ColumnBuffer buffer = ColumnBuffer.create(new StructType(), ALL);
        SinkRecord record = new SinkRecord(
                "orders",
                7,
                Schema.STRING_SCHEMA,
                "key",
                null,
                bytes("{\"a\":1}"),
                42,
                1_600_000_000_123L,
                TimestampType.CREATE_TIME);

        buffer.append(record.newRecord("elsewhere", 1, null, record.key(), null, record.value(), record.timestamp()));
        buffer.append(new SinkRecord("orders", 8, null, null, null, null, 43));

        assertThat(Buffers.ddl(buffer))
                .isEqualTo(
                        "_kafka_topic STRING, _kafka_partition INT, _kafka_offset BIGINT, _kafka_timestamp TIMESTAMP,"
                                + " _kafka_key STRING, _kafka_headers MAP<STRING, STRING>, a BIGINT");
        assertThat(buffer.column("_kafka_topic").getString(0)).isEqualTo("orders");
        assertThat(buffer.column("_kafka_partition").getInt(1)).isEqualTo(8);
        assertThat(buffer.column("_kafka_offset").getLong(0)).isEqualTo(42);
        assertThat(buffer.column("_KAFKA_timestamp").getLong(0)).isEqualTo(1_600_000_000_123_000L);
        assertThat(buffer.column("_kafka_timestamp").isNullAt(1)).isTrue();
        assertThat(buffer.column("_kafka_key").isNullAt(1)).isTrue();
        // A tombstone has nothing else.
        assertThat(buffer.column("a").isNullAt(1)).isTrue();
        assertThat(buffer.rows()).isEqualTo(2);
    }

    @Test
    void onlyTheColumnsThatTheSettingNamesAreThere() throws Exception {
        ColumnBuffer buffer = ColumnBuffer.create(
                new StructType(), Records.withMetadata(ALL, Set.of(MetadataColumn.OFFSET, MetadataColumn.TOPIC)));
        buffer.append(Records.json("{}"));

        assertThat(Buffers.ddl(buffer)).isEqualTo("_kafka_topic STRING, _kafka_offset BIGINT");
        assertThat(buffer.column("_kafka_partition")).isNull();
    }

    @Test
    void keysAndHeadersAreTextWhateverTheyWere() throws Exception {
        Schema point = SchemaBuilder.struct().field("x", Schema.INT32_SCHEMA).build();
        ColumnBuffer buffer = ColumnBuffer.create(new StructType(), ALL);
        List<Object> keys = Arrays.asList(
                "text",
                bytes("é"),
                ByteBuffer.wrap(bytes("b")),
                5L,
                new Struct(point).put("x", 1),
                new LinkedHashMap<>(Map.of("k", List.of(true))),
                "half \uD800",
                new byte[] {(byte) 0xFF, 'a'},
                new byte[] {'n', 0},
                null);
        for (Object key : keys) {
            Headers headers = new ConnectHeaders()
                    .addString("h", "1")
                    .add("h", new java.util.Date(0), Timestamp.SCHEMA)
                    .addBytes("n", null)
                    .addDouble("d", 1.5);
            buffer.append(new SinkRecord(
                    "t", 0, null, key, null, bytes("{}"), 0, null, TimestampType.NO_TIMESTAMP_TYPE, headers));
        }

        for (ColumnBuffer each : List.of(buffer, buffer.refit(TableSchema.NONE))) {
            ColumnVector column = each.column("_kafka_key");
            String[] texts = new String[each.rows()];
            Arrays.setAll(texts, row -> column.isNullAt(row) ? null : column.getString(row));
            assertThat(texts)
                    .containsExactly(
                            "text", "é", "b", "5", "{\"x\":1}", "{\"k\":[true]}", "half ?", "\uFFFDa", "n\0", null);
            // What is in the file is text, whatever the key was.
            assertThat(column.getBinary(7)).isEqualTo(bytes("\uFFFDa"));
            assertThat(headers(each, 3)).containsExactly("h=1", "h=1970-01-01T00:00:00Z", "n=null", "d=1.5");
        }
    }

    /** As they are in the file: a key may stand twice. */
    private static List<String> headers(ColumnBuffer buffer, int row) {
        StructType schema = new StructType()
                .add("_kafka_headers", buffer.schema().get("_kafka_headers").getDataType());
        List<LeafColumn> leaves = buffer.leaves(schema, buffer.schema().fieldNames());
        Values keys = leaves.get(0).values();
        String[] entries = new String[4];
        int[] next = {0};
        LevelSink sink = new LevelSink() {
            @Override
            public void value(int index, int repetition, int definition) {
                String text = new String(
                        leaves.get(next[0] / 4).values().bytes(),
                        leaves.get(next[0] / 4).values().offsetAt(index),
                        leaves.get(next[0] / 4).values().lengthAt(index),
                        StandardCharsets.UTF_8);
                put(text);
            }

            @Override
            public void missing(int repetition, int definition) {
                put("null");
            }

            private void put(String text) {
                int at = next[0]++;
                entries[at % 4] = at < 4 ? text : entries[at % 4] + "=" + text;
            }

            @Override
            public boolean endRow() {
                return true;
            }
        };
        leaves.get(0).read(null, row, row + 1, sink);
        leaves.get(1).read(null, row, row + 1, sink);
        assertThat(keys.count()).isEqualTo(4 * buffer.rows());
        return List.of(entries);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
