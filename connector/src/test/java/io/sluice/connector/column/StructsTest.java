package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;

/** Connect's Structs, whose schema gives exact types. */
final class StructsTest {
    private static final Schema POINT = SchemaBuilder.struct()
            .field("x", Schema.OPTIONAL_INT32_SCHEMA)
            .field(
                    "tags",
                    SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA)
                            .optional()
                            .build())
            .optional()
            .build();
    private static final Schema EVERYTHING = SchemaBuilder.struct()
            .field("i8", Schema.OPTIONAL_INT8_SCHEMA)
            .field("i16", Schema.OPTIONAL_INT16_SCHEMA)
            .field("i32", Schema.OPTIONAL_INT32_SCHEMA)
            .field("i64", Schema.OPTIONAL_INT64_SCHEMA)
            .field("f32", Schema.OPTIONAL_FLOAT32_SCHEMA)
            .field("f64", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("bool", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field("bytes", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("decimal", Decimal.builder(2).optional().build())
            .field(
                    "date",
                    org.apache.kafka.connect.data.Date.builder().optional().build())
            .field("time", Time.builder().optional().build())
            .field("timestamp", Timestamp.builder().optional().build())
            .field("point", POINT)
            .field("points", SchemaBuilder.array(POINT).optional().build())
            .field(
                    "map",
                    SchemaBuilder.map(Schema.INT32_SCHEMA, POINT).optional().build())
            .build();
    private static final String DDL =
            "i8 TINYINT, i16 SMALLINT, i32 INT, i64 BIGINT, f32 FLOAT, f64 DOUBLE, bool BOOLEAN,"
                    + " text STRING, bytes BINARY, decimal DECIMAL(38,2), date DATE, time STRING, timestamp TIMESTAMP,"
                    + " point STRUCT<x: INT, tags: ARRAY<STRING>>, points ARRAY<STRUCT<x: INT, tags: ARRAY<STRING>>>,"
                    + " map MAP<INT, STRUCT<x: INT, tags: ARRAY<STRING>>>";

    @Test
    void everyTypeKeepsItsValuesAndItsColumnEvenWhenAllAreNull() throws Exception {
        ColumnBuffer buffer = Buffers.maps();
        buffer.append(Records.of(new Struct(EVERYTHING)));
        assertThat(Buffers.ddl(buffer)).isEqualTo(DDL);

        buffer.append(Records.of(full()));
        // An empty list or struct has a type here, and is stored as itself.
        buffer.append(Records.of(new Struct(EVERYTHING)
                .put("point", new Struct(POINT).put("tags", List.of()))
                .put("points", Arrays.asList(new Struct(POINT), null))
                .put("map", Map.of())));

        assertThat(Buffers.ddl(buffer)).isEqualTo(DDL);
        assertThat(buffer.rescuedRows()).isZero();
        assertThat(buffer.value(0)).isEmpty();
        assertThat(JsonText.of(buffer.value(1), null)).isEqualTo(JsonText.of(expected(), null));
        assertThat(JsonText.of(buffer.value(2), null))
                .isEqualTo("{\"point\":{\"tags\":[]},\"points\":[{},null],\"map\":{}}");
    }

    private static Struct full() {
        return new Struct(EVERYTHING)
                .put("i8", (byte) -128)
                .put("i16", (short) 32767)
                .put("i32", Integer.MIN_VALUE)
                .put("i64", Long.MAX_VALUE)
                .put("f32", 0.1f)
                .put("f64", Double.NaN)
                .put("bool", true)
                .put("text", "é")
                .put("bytes", ByteBuffer.wrap(new byte[] {9, 1, 2}, 1, 2))
                .put("decimal", new BigDecimal("-12345678901234567890.12"))
                .put("date", new Date(-86_400_000L))
                .put("time", new Date(3_723_004L))
                .put("timestamp", new Date(-1L))
                .put("point", new Struct(POINT).put("x", 1))
                .put("points", List.of(new Struct(POINT).put("tags", Arrays.asList("a", null))))
                .put("map", Map.of(7, new Struct(POINT).put("x", 2)));
    }

    private static Map<String, Object> expected() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("i8", -128L);
        row.put("i16", 32767L);
        row.put("i32", (long) Integer.MIN_VALUE);
        row.put("i64", Long.MAX_VALUE);
        row.put("f32", 0.1f);
        row.put("f64", Double.NaN);
        row.put("bool", true);
        row.put("text", "é");
        row.put("bytes", new byte[] {1, 2});
        row.put("decimal", new BigDecimal("-12345678901234567890.12"));
        row.put("date", LocalDate.EPOCH.minusDays(1));
        row.put("time", "01:02:03.004");
        row.put("timestamp", Instant.EPOCH.minusMillis(1));
        row.put("point", Map.of("x", 1L));
        row.put("points", List.of(Map.of("tags", Arrays.asList("a", null))));
        row.put("map", Map.of(7L, Map.of("x", 2L)));
        return row;
    }

    @Test
    void producersWithDifferentSchemasShareOneBatch() throws Exception {
        Schema old = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("amount", Schema.FLOAT32_SCHEMA)
                .field("code", Schema.INT32_SCHEMA)
                .field("price", Decimal.schema(2))
                .build();
        Schema young = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("amount", Schema.FLOAT64_SCHEMA)
                .field("code", Schema.STRING_SCHEMA)
                .field("price", Decimal.schema(4))
                .field("extra", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                .build();
        ColumnBuffer buffer = Buffers.maps();

        buffer.append(Records.of(
                new Struct(old).put("id", 1).put("amount", 0.5f).put("code", 7).put("price", new BigDecimal("1.25"))));
        buffer.append(Records.of(new Struct(young)
                .put("id", 1L << 40)
                .put("amount", 0.1)
                .put("code", "x")
                .put("price", new BigDecimal("1.2500"))));
        buffer.append(Records.of(new Struct(young)
                .put("id", 2L)
                .put("amount", 0.2)
                .put("code", "y")
                .put("price", new BigDecimal("1.2501"))));

        assertThat(Buffers.ddl(buffer))
                .isEqualTo(
                        "id BIGINT, amount DOUBLE, code STRING, price DECIMAL(38,2), extra BOOLEAN, _rescued STRING");
        assertThat(Buffers.values(buffer, "id")).containsExactly(1L, 1L << 40, 2L);
        assertThat(Buffers.values(buffer, "amount")).containsExactly(0.5, 0.1, 0.2);
        assertThat(Buffers.values(buffer, "code")).containsExactly("7", "x", "y");
        assertThat(Buffers.rescued(buffer)).containsExactly(null, null, "{\"/price\":1.2501}");
    }

    @Test
    void aNullStaysNullWhereTheSchemaHasADefault() throws Exception {
        Schema schema = SchemaBuilder.struct()
                .field("n", SchemaBuilder.int32().optional().defaultValue(5).build())
                .build();
        ColumnBuffer buffer = Buffers.maps();

        buffer.append(Records.of(new Struct(schema)));
        buffer.append(Records.of(new Struct(schema).put("n", 6)));

        assertThat(Buffers.values(buffer, "n")).containsExactly(null, 6L);
    }

    @Test
    void whatDoesNotFitTheTableIsRescuedOrAnError() throws Exception {
        String table =
                "i8 INT, i64 INT, f64 FLOAT, text DATE, bytes STRING, date STRING, timestamp TIMESTAMP, decimal DOUBLE,"
                        + " point MAP<STRING, INT>, points STRING, map STRUCT<`7`: STRUCT<x: STRING>>";
        ColumnBuffer buffer = ColumnBuffer.create(
                Buffers.schema(table),
                Records.settings(ValueFormat.CONNECT, SchemaMismatch.RESCUE, SchemaEvolution.NONE, null));

        buffer.append(
                Records.of(full().put("timestamp", new Date(Long.MAX_VALUE)).put("decimal", new BigDecimal("0.10"))));

        assertThat(buffer.rescued(0))
                .isEqualTo(
                        "{\"/i16\":32767,\"/i32\":-2147483648,\"/i64\":9223372036854775807,\"/f32\":0.1,\"/bool\":true,"
                                + "\"/text\":\"é\",\"/time\":\"01:02:03.004\",\"/timestamp\":\"+292278994-08-17T07:12:55.807Z\","
                                + "\"/point\":{\"x\":1,\"tags\":null},\"/points\":[{\"x\":null,\"tags\":[\"a\",null]}]}");
        assertThat(JsonText.of(buffer.value(0), null))
                .isEqualTo("{\"i8\":-128,\"f64\":\"NaN\",\"bytes\":\"AQI=\",\"date\":\"1969-12-31\",\"decimal\":0.1,"
                        + "\"map\":{\"7\":{\"x\":\"2\"}}}");
        RecordError error = catchThrowableOfType(RecordError.class, () -> ColumnBuffer.create(
                        Buffers.schema("i64 INT"),
                        Records.settings(ValueFormat.CONNECT, SchemaMismatch.FAIL, SchemaEvolution.ADD, null))
                .append(Records.of(full())));
        assertThat(error.problem()).isEqualTo("field 'i64' is BIGINT but the column is INT.");
    }

    @Test
    void aRefusedRowTakesItsSchemaWithIt() throws Exception {
        Schema bad = SchemaBuilder.struct()
                .field("only", Schema.INT32_SCHEMA)
                .field("a b", Schema.INT32_SCHEMA)
                .field("id", Schema.STRING_SCHEMA)
                .build();
        Schema good = SchemaBuilder.struct()
                .field("id", Schema.BOOLEAN_SCHEMA)
                .field("a_b", Schema.INT32_SCHEMA)
                .build();
        ColumnBuffer buffer = ColumnBuffer.create(
                Buffers.schema("id BOOLEAN"),
                Records.settings(ValueFormat.CONNECT, SchemaMismatch.FAIL, SchemaEvolution.ADD, null));
        for (int i = 0; i < 2; i++) {
            RecordError error = catchThrowableOfType(
                    RecordError.class,
                    () -> buffer.append(Records.of(
                            new Struct(bad).put("only", 1).put("a b", 2).put("id", "x"))));
            assertThat(error.code()).isEqualTo(i == 0 ? ErrorCode.TYPE_MISMATCH : ErrorCode.COLUMN_COLLISION);
            assertThat(Buffers.ddl(buffer)).isEqualTo(i == 0 ? "" : "id BOOLEAN, a_b INT");
            buffer.append(Records.of(new Struct(good).put("id", true).put("a_b", i)));
        }
        assertThat(Buffers.values(buffer, "a_b")).containsExactly(0L, 1L);
    }

    @Test
    void structsWithoutFieldsAndKeysThatAreNullAreRescued() throws Exception {
        Schema empty = SchemaBuilder.struct().optional().build();
        Schema schema = SchemaBuilder.struct()
                .field("e", empty)
                .field("l", SchemaBuilder.array(empty).optional().build())
                .field(
                        "m",
                        SchemaBuilder.map(Schema.OPTIONAL_STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .build())
                .build();
        Map<String, Integer> map = new HashMap<>(Collections.singletonMap(null, 1));
        map.put("k", 2);
        ColumnBuffer buffer = Buffers.maps();

        buffer.append(Records.of(new Struct(schema)
                .put("e", new Struct(empty))
                .put("l", List.of(new Struct(empty)))
                .put("m", map)));

        assertThat(Buffers.ddl(buffer)).isEqualTo("m MAP<STRING, INT>, _rescued STRING");
        assertThat(buffer.rescued(0)).isEqualTo("{\"/e\":{},\"/l\":[{}],\"/m/null\":1}");
        assertThat(buffer.value(0)).isEqualTo(Map.of("m", Map.of("k", 2L)));
    }

    @Test
    void schemasThatAreEqualButNewForEveryRecordAreCompiledOnce() throws Exception {
        ColumnBuffer buffer = Buffers.maps();
        for (int i = 0; i < 2_000; i++) {
            Schema schema =
                    SchemaBuilder.struct().field("n", Schema.INT32_SCHEMA).build();
            buffer.append(Records.of(new Struct(schema).put("n", i)));
        }

        assertThat(Buffers.ddl(buffer)).isEqualTo("n INT");
        assertThat(buffer.memoryBytes()).isLessThan(2_000 * 16);
    }

    @Test
    void valuesWithoutASchemaMayHoldStructsBytesAndTimes() throws Exception {
        ColumnBuffer buffer = Buffers.maps();

        buffer.append(Records.of(Map.of("v", new Struct(POINT).put("x", 1).put("tags", List.of()))));
        buffer.append(Records.of(Map.of("b", new byte[] {1}, "at", new Date(5), "big", new BigDecimal("1.10"))));
        RecordError error = catchThrowableOfType(
                RecordError.class, () -> buffer.append(Records.of(Map.of("z", 1L, "o", new Object()))));

        assertThat(buffer.schema().equals(new StructType())).isFalse();
        assertThat(buffer.value(0)).isEqualTo(Map.of("v", Map.of("x", 1L)));
        assertThat(buffer.rescued(0)).isEqualTo("{\"/v/tags\":[]}");
        assertThat(buffer.value(1))
                .containsEntry("at", Instant.EPOCH.plusMillis(5))
                .containsEntry("big", 1.1);
        assertThat(error.code()).isEqualTo(ErrorCode.UNSUPPORTED_TYPE);
        assertThat(buffer.schema().fieldNames()).doesNotContain("z", "o");
    }

    @Test
    void aMapThatHoldsItselfIsTooDeep() throws Exception {
        Map<String, Object> cyclic = new HashMap<>();
        cyclic.put("self", cyclic);
        ColumnBuffer known = Buffers.maps();
        known.append(Records.of(Map.of("self", 1L)));

        for (ColumnBuffer buffer : List.of(Buffers.maps(), known)) {
            RecordError error = catchThrowableOfType(RecordError.class, () -> buffer.append(Records.of(cyclic)));
            assertThat(error.code()).isEqualTo(ErrorCode.TOO_DEEP);
        }
        assertThat(Buffers.ddl(known)).isEqualTo("self BIGINT");
    }
}
