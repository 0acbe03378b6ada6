package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.sluice.connector.config.ValueSettings.ValueFormat;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Debezium's semantic types become what they mean, or stay whole in {@code _rescued}. */
final class DebeziumTypesTest {
    private static final Schema VARIABLE = SchemaBuilder.struct()
            .name("io.debezium.data.VariableScaleDecimal")
            .optional()
            .field("scale", Schema.INT32_SCHEMA)
            .field("value", Schema.BYTES_SCHEMA)
            .build();

    static Stream<Arguments> values() {
        return Stream.of(
                of("Date", Schema.Type.INT32, -1, "DATE", "1969-12-31"),
                of("Date", Schema.Type.INT32, 2_932_897, "DATE", "+10000-01-01"),
                of("IsoDate", Schema.Type.STRING, "2020-02-29Z", "DATE", "2020-02-29"),
                of("Timestamp", Schema.Type.INT64, -1L, "TIMESTAMP", "1969-12-31T23:59:59.999Z"),
                of("MicroTimestamp", Schema.Type.INT64, 1L, "TIMESTAMP", "1970-01-01T00:00:00.000001Z"),
                of("NanoTimestamp", Schema.Type.INT64, -1L, "TIMESTAMP", "1969-12-31T23:59:59.999999Z"),
                of(
                        "ZonedTimestamp",
                        Schema.Type.STRING,
                        "2020-01-01T00:00:00.123456789+02:00",
                        "TIMESTAMP",
                        "2019-12-31T22:00:00.123456Z"),
                of(
                        "ZonedTimestamp",
                        Schema.Type.STRING,
                        "9999-12-31T23:59:59.999999Z",
                        "TIMESTAMP",
                        "9999-12-31T23:59:59.999999Z"),
                of("IsoTimestamp", Schema.Type.STRING, "2020-01-01T00:00:00Z", "TIMESTAMP", "2020-01-01T00:00:00Z"),
                of("Time", Schema.Type.INT32, 3_723_004, "STRING", "01:02:03.004"),
                of("MicroTime", Schema.Type.INT64, 86_399_999_999L, "STRING", "23:59:59.999999"),
                of("NanoTime", Schema.Type.INT64, 1L, "STRING", "00:00:00.000000001"),
                of("Year", Schema.Type.INT32, 2020, "INT", "2020"),
                of("MicroDuration", Schema.Type.INT64, 7L, "BIGINT", "7"),
                of("Interval", Schema.Type.STRING, "P1Y2M3DT4H5M6.78S", "STRING", "P1Y2M3DT4H5M6.78S"),
                of("ZonedTime", Schema.Type.STRING, "10:00:00+02:00", "STRING", "10:00:00+02:00"));
    }

    private static Arguments of(String name, Schema.Type connect, Object value, String type, String read) {
        Schema schema = SchemaBuilder.type(connect)
                .name("io.debezium.time." + name)
                .optional()
                .build();
        return arguments(schema, value, type, read);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("values")
    void aValueBecomesWhatItMeans(Schema schema, Object value, String type, String read) throws Exception {
        ColumnBuffer buffer = append(Buffers.maps(), schema, value);

        assertThat(Buffers.ddl(buffer)).isEqualTo("a " + type);
        assertThat(Buffers.values(buffer, "a")).hasToString("[" + read + "]");
        assertThat(buffer.rescuedRows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Uuid", "Json", "Xml", "Enum", "EnumSet"})
    void aTextWithAMeaningStaysTheTextThatItIs(String name) throws Exception {
        Schema schema = SchemaBuilder.string()
                .name("io.debezium.data." + name)
                .parameter("allowed", "a,b")
                .optional()
                .build();

        ColumnBuffer buffer = append(Buffers.maps(), schema, "{\"a\":1}");

        assertThat(Buffers.ddl(buffer)).isEqualTo("a STRING");
        assertThat(Buffers.values(buffer, "a")).containsExactly("{\"a\":1}");
    }

    @Test
    void geometriesAreStructsAndBitsAreBytes() throws Exception {
        Schema point = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Point")
                .optional()
                .field("x", Schema.FLOAT64_SCHEMA)
                .field("y", Schema.FLOAT64_SCHEMA)
                .field("wkb", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("srid", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        Schema bits = SchemaBuilder.bytes()
                .name("io.debezium.data.Bits")
                .parameter("length", "9")
                .optional()
                .build();

        ColumnBuffer points = append(
                Buffers.maps(),
                point,
                new Struct(point).put("x", 1.5).put("y", -0.0).put("wkb", new byte[] {1, 0}));

        assertThat(Buffers.ddl(points)).isEqualTo("a STRUCT<x: DOUBLE, y: DOUBLE, wkb: BINARY, srid: INT>");
        assertThat(Buffers.values(points, "a"))
                .first(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("x", 1.5)
                .containsEntry("y", -0.0)
                .containsEntry("wkb", new byte[] {1, 0});
        assertThat(Buffers.values(append(Buffers.maps(), bits, new byte[] {1, 1}), "a"))
                .containsExactly(new byte[] {1, 1});
    }

    @Test
    void aDecimalOfVariableScaleKeepsEachOfItsDigits() throws Exception {
        ColumnBuffer buffer = Buffers.maps();
        append(buffer, VARIABLE, decimal("-12345678901234567890123456789012345678901234567890.1200"));
        append(buffer, VARIABLE, decimal("1E+3"));

        assertThat(Buffers.ddl(buffer)).isEqualTo("a STRING");
        assertThat(Buffers.values(buffer, "a"))
                .containsExactly("-12345678901234567890123456789012345678901234567890.1200", "1000");
    }

    @Test
    void aDecimalOfVariableScaleFitsADecimalColumnExactlyOrIsRescued() throws Exception {
        ColumnBuffer buffer =
                ColumnBuffer.create(Buffers.schema("a DECIMAL(10,2)"), Records.settings(ValueFormat.CONNECT));
        append(buffer, VARIABLE, decimal("1.5"));
        append(buffer, VARIABLE, decimal("1.555"));

        assertThat(Buffers.values(buffer, "a")).containsExactly(new BigDecimal("1.50"), null);
        assertThat(buffer.rescued(1)).contains("/a").contains("scale");
    }

    @Test
    void whatIsNoTimeOfDayOrDateIsRescuedAsItCame() throws Exception {
        Schema time = SchemaBuilder.int64()
                .name("io.debezium.time.MicroTime")
                .optional()
                .build();
        ColumnBuffer times = append(Buffers.maps(), time, 86_400_000_000L);
        assertThat(times.rescued(0)).isEqualTo("{\"/a\":86400000000}");

        Schema zoned = SchemaBuilder.string()
                .name("io.debezium.time.ZonedTimestamp")
                .optional()
                .build();
        ColumnBuffer zones = append(Buffers.maps(), zoned, "infinity");
        assertThat(zones.rescued(0)).isEqualTo("{\"/a\":\"infinity\"}");
    }

    @Test
    void aNameOnAnotherTypeMeansNothing() throws Exception {
        Schema text =
                SchemaBuilder.string().name("io.debezium.time.Date").optional().build();

        assertThat(Buffers.ddl(append(Buffers.maps(), text, "x"))).isEqualTo("a STRING");
    }

    private static Struct decimal(String text) {
        BigDecimal decimal = new BigDecimal(text);
        return new Struct(VARIABLE)
                .put("scale", decimal.scale())
                .put("value", decimal.unscaledValue().toByteArray());
    }

    private static ColumnBuffer append(ColumnBuffer buffer, Schema schema, Object value) throws Exception {
        Schema row = SchemaBuilder.struct().field("a", schema).build();
        buffer.append(Records.of(new Struct(row).put("a", value)));
        return buffer;
    }
}
