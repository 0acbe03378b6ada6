package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.KeyFormat;
import io.sluice.connector.config.ValueSettings.MetadataColumn;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.TableSchema;
import io.sluice.connector.schema.Widening;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

final class KeyColumnTest {
    private static final Schema KEY = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("at", Timestamp.builder().optional().build())
            .build();

    @Test
    void aStructKeyKeepsItsTypesAndItsColumnComesWithTheFirstKey() throws Exception {
        ColumnBuffer buffer = buffer("", KeyFormat.STRUCT, SchemaMismatch.FAIL);
        append(buffer, null);
        assertThat(Buffers.ddl(buffer)).isEqualTo("v BIGINT");
        append(buffer, new Struct(KEY).put("id", 7).put("at", new java.util.Date(5)));

        assertThat(Buffers.ddl(buffer)).isEqualTo("_kafka_key STRUCT<id: INT, at: TIMESTAMP>, v BIGINT");
        ColumnBuffer refitted = buffer.refit(new TableSchema(
                Buffers.schema("_kafka_key STRUCT<at: TIMESTAMP, id: BIGINT>, v BIGINT"), Widening.NONE));
        assertThat(Buffers.ddl(refitted)).isEqualTo("_kafka_key STRUCT<at: TIMESTAMP, id: BIGINT>, v BIGINT");
        assertThat(Buffers.ddl(buffer.refit(TableSchema.NONE)))
                .isEqualTo("_kafka_key STRUCT<id: INT, at: TIMESTAMP>, v BIGINT");
    }

    @Test
    void mapsAndJsonInBytesOrTextAreStructsTooAndShareOneColumn() throws Exception {
        ColumnBuffer buffer = buffer("", KeyFormat.STRUCT, SchemaMismatch.FAIL);
        append(buffer, Map.of("id", 1L));
        append(buffer, "{\"id\":2,\"who\":{\"name\":\"ada\"}}".getBytes(StandardCharsets.UTF_8));
        append(buffer, "{\"id\":3}");
        append(buffer, ByteBuffer.wrap("{\"id\":4.5}".getBytes(StandardCharsets.UTF_8)));

        assertThat(Buffers.ddl(buffer)).isEqualTo("_kafka_key STRUCT<id: DOUBLE, who: STRUCT<name: STRING>>, v BIGINT");
    }

    @Test
    void aKeyThatIsNoObjectIsRescuedWholeOrRefused() throws Exception {
        ColumnBuffer rescues = buffer("", KeyFormat.STRUCT, SchemaMismatch.RESCUE);
        ColumnBuffer fails = buffer("", KeyFormat.STRUCT, SchemaMismatch.FAIL);
        Object[] keys = {5, "five", "{\"id\":1", "[1]", "{\"id\":1},\"v\":{}", new byte[] {-1}, "{}"};
        String[] rescued = {
            "5", "\"five\"", "\"{\\\"id\\\":1\"", "\"[1]\"", "\"{\\\"id\\\":1},\\\"v\\\":{}\"", "\"/w==\"", "{}"
        };
        for (int i = 0; i < keys.length; i++) {
            append(rescues, keys[i]);
            assertThat(rescues.rescued(i)).isEqualTo("{\"/_kafka_key\":" + rescued[i] + "}");
            int at = i;
            if (!keys[i].equals("{}")) {
                RecordError error = catchThrowableOfType(RecordError.class, () -> append(fails, keys[at]));
                assertThat(error.code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
                assertThat(error.field()).isEqualTo("/_kafka_key");
                assertThat(error.problem()).startsWith("the key is");
            }
        }
        assertThat(Buffers.ddl(rescues)).isEqualTo("v BIGINT, _rescued STRING");
        assertThat(fails.rows()).isZero();
    }

    @Test
    void aFieldOfTheValueNeverBecomesTheKey() {
        ColumnBuffer buffer = buffer("", KeyFormat.STRUCT, SchemaMismatch.RESCUE);
        SinkRecord record = new SinkRecord(
                "t", 0, null, "{\"id\":1}", null, "{\"_kafka_key\":{\"id\":2}}".getBytes(StandardCharsets.UTF_8), 0);

        RecordError error = catchThrowableOfType(RecordError.class, () -> buffer.append(record));

        assertThat(error.code()).isEqualTo(ErrorCode.COLUMN_COLLISION);
        assertThat(buffer.schema()).isEqualTo(new StructType());
    }

    @Test
    void aTableThatGetsNoColumnsKeepsTheKeyInRescued() throws Exception {
        ValueSettings closed = settings(KeyFormat.STRUCT, SchemaMismatch.RESCUE, SchemaEvolution.NONE);
        ColumnBuffer buffer = ColumnBuffer.create(Buffers.schema("v BIGINT"), closed);
        append(buffer, "{\"id\":1}");
        append(buffer, Map.of("id", 1L));
        append(buffer, new Struct(KEY).put("id", 1));

        for (int row = 0; row < 3; row++) {
            assertThat(buffer.rescued(row)).startsWith("{\"/_kafka_key\":").contains("id");
        }
    }

    @Test
    void asJsonTheStringAndTheNumberDiffer() throws Exception {
        ColumnBuffer buffer = buffer("", KeyFormat.JSON, SchemaMismatch.FAIL);
        append(buffer, "5");
        append(buffer, 5);
        append(buffer, new byte[] {-1});
        append(buffer, new Struct(KEY).put("id", 7));

        assertThat(Buffers.ddl(buffer)).isEqualTo("_kafka_key STRING, v BIGINT");
        assertThat(java.util.stream.IntStream.range(0, 4)
                        .mapToObj(row -> buffer.column("_kafka_key").getString(row)))
                .containsExactly("\"5\"", "5", "\"/w==\"", "{\"id\":7,\"at\":null}");
    }

    private static ColumnBuffer buffer(String table, KeyFormat format, SchemaMismatch mismatch) {
        return ColumnBuffer.create(Buffers.schema(table), settings(format, mismatch, SchemaEvolution.ADD_AND_WIDEN));
    }

    private static ValueSettings settings(KeyFormat format, SchemaMismatch mismatch, SchemaEvolution evolution) {
        ValueSettings base = Records.settings(ValueFormat.JSON, mismatch, evolution, null);
        return new ValueSettings(
                base.format(),
                base.schema(),
                evolution,
                mismatch,
                base.maxNesting(),
                Set.of(MetadataColumn.KEY),
                format,
                base.timestampFormats(),
                base.timeZone(),
                base.nullValues(),
                base.envelope());
    }

    private static void append(ColumnBuffer buffer, Object key) throws RecordError {
        Schema schema = key instanceof Struct struct ? struct.schema() : null;
        buffer.append(
                new SinkRecord("t", 0, schema, key, null, "{\"v\":1}".getBytes(StandardCharsets.UTF_8), buffer.rows()));
    }
}
