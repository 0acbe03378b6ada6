package io.sluice.connector.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.sluice.connector.schema.DdlSchema;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Truncate and bucket give what the Iceberg table spec says. */
final class IcebergTransformsTest {
    /** The hashes of the spec's appendix B, "32-bit Hash Requirements". */
    @Test
    void hashesAreThoseOfTheSpec() {
        assertThat(bucket("TINYINT", (byte) 34)).isEqualTo(of(2017239379));
        assertThat(bucket("SMALLINT", (short) 34)).isEqualTo(of(2017239379));
        assertThat(bucket("INT", 34)).isEqualTo(of(2017239379));
        assertThat(bucket("BIGINT", 34L)).isEqualTo(of(2017239379));
        assertThat(bucket("DECIMAL(9,2)", new BigDecimal("14.20"))).isEqualTo(of(-500754589));
        assertThat(bucket("DECIMAL(9,2)", new BigDecimal("14.2"))).isEqualTo(of(-500754589));
        int date = (int) LocalDate.parse("2017-11-16").toEpochDay();
        assertThat(bucket("DATE", date)).isEqualTo(of(-653330422));
        assertThat(bucket("TIMESTAMP", 1510871468000000L)).isEqualTo(of(-2047944441));
        assertThat(bucket("TIMESTAMP", 1510871468000001L)).isEqualTo(of(-1207196810));
        assertThat(bucket(TimestampNTZType.TIMESTAMP_NTZ, 1510871468000000L)).isEqualTo(of(-2047944441));
        assertThat(bucket("STRING", "iceberg")).isEqualTo(of(1210000089));
        assertThat(bucket("BINARY", new byte[] {0, 1, 2, 3})).isEqualTo(of(-188683207));
        assertThat(bucket("BINARY", HexFormat.of().parseHex("f79c3e09677c4bbda4793f349cb785e7")))
                .isEqualTo(of(1488055340));
        assertThat(bucket("STRING", (Object) null)).isNull();
        assertThat(bucket("STRING", ""))
                .as("an empty string has a hash like any other")
                .isEqualTo(of(0));
    }

    /** All 31 bits of the hash that the spec takes. */
    private static Object bucket(String type, Object value) {
        return bucket(type(type), value);
    }

    private static Object bucket(DataType type, Object value) {
        return value("bucket(" + Integer.MAX_VALUE + ", c)", type, value);
    }

    private static Object of(int hash) {
        return (hash & Integer.MAX_VALUE) % Integer.MAX_VALUE;
    }

    @Property
    void aBucketIsBelowTheCountWhateverTheSign(@ForAll long value, @ForAll @IntRange(min = 1) int count) {
        int bucket = (int) value("bucket(" + count + ", c)", type("BIGINT"), value);
        byte[] bytes = ByteBuffer.allocate(8).putLong(Long.reverseBytes(value)).array();
        assertThat(bucket).isBetween(0, count - 1).isEqualTo((Bucket.hash(bytes) & Integer.MAX_VALUE) % count);
    }

    /** The examples of "Truncate Transform Details", and what they leave out. */
    @Test
    void truncatesAsTheSpecDoes() {
        for (String type : List.of("TINYINT", "SMALLINT", "INT", "BIGINT")) {
            assertThat(truncate(10, type, integer(type, 1))).isEqualTo(0L);
            assertThat(truncate(10, type, integer(type, -1))).isEqualTo(-10L);
            assertThat(truncate(10, type, integer(type, -128)))
                    .as("below a TINYINT's range")
                    .isEqualTo(-130L);
        }
        assertThat(truncate(Integer.MAX_VALUE, "INT", Integer.MIN_VALUE)).isEqualTo(-2L * Integer.MAX_VALUE);
        assertThat(truncate(10, "BIGINT", Long.MIN_VALUE))
                .as("wraps, as Iceberg's")
                .isEqualTo(Long.MAX_VALUE - 1);
        assertThat(truncate(50, "DECIMAL(9,2)", new BigDecimal("10.65"))).isEqualTo(new BigDecimal("10.50"));
        assertThat(truncate(50, "DECIMAL(9,2)", new BigDecimal("-10.65"))).isEqualTo(new BigDecimal("-11.00"));
        assertThat(truncate(10, "DECIMAL(2,0)", new BigDecimal("-99"))).isEqualTo(new BigDecimal("-100"));
        assertThat(truncate(10, "DECIMAL(38,0)", new BigDecimal("9".repeat(38)).negate()))
                .as("39 digits")
                .isNull();
        assertThat(truncate(3, "STRING", "iceberg")).isEqualTo("ice");
        assertThat(truncate(3, "STRING", "ic")).isEqualTo("ic");
        assertThat(truncate(2, "STRING", "a\ud83d\ude00b")).isEqualTo("a\ud83d\ude00");
        assertThat(truncate(3, "STRING", "")).as("which Delta takes for null").isNull();
        assertThat(truncate(3, "STRING", null)).isNull();
        assertThat(truncate(3, "BIGINT", null)).isNull();
        assertThat(truncate(3, "DECIMAL(9,2)", null)).isNull();
    }

    @Property
    void aTruncatedTextIsItsFirstCodePoints(@ForAll String text, @ForAll @IntRange(min = 1, max = 5) int width) {
        int[] points = text.codePoints().limit(width).toArray();
        String expected = new String(points, 0, points.length);
        assertThat(truncate(width, "STRING", text)).isEqualTo(expected.isEmpty() ? null : expected);
    }

    @Property
    void aTruncatedNumberIsTheMultipleBelow(@ForAll int value, @ForAll @IntRange(min = 1) int width) {
        long truncated = (long) truncate(width, "INT", value);
        assertThat(truncated % width).isZero();
        assertThat(truncated).isLessThanOrEqualTo(value).isGreaterThan((long) value - width);
    }

    @Test
    void rowsOfOneValueShareAPartitionAndEachHasTheNameOfItsColumn() {
        PartitionSpec spec = PartitionSpec.parse(List.of("truncate(name, 2)", "bucket(1, id)"));
        StructType table = spec.withPartitionColumns(DdlSchema.parse("name STRING, id BIGINT"));
        Map<String, ColumnVector> rows = Map.of(
                "name", Vector.of(type("STRING"), "anna", "Anna", "anton", null, "an/..", "%=\u0001x"),
                "id", Vector.of(type("BIGINT"), 1L, 2L, 3L, 4L, 5L, 6L));

        Partitioning partitioning = spec.partition(rows::get, 6, table, new RowInts());

        assertThat(partitioning.ordinals()).containsExactly(0, 1, 0, 2, 0, 3);
        assertThat(partitioning.keys())
                .extracting(PartitionKey::directory)
                .containsExactly(
                        "name_truncate=an/id_bucket=0",
                        "name_truncate=An/id_bucket=0",
                        "name_truncate=__HIVE_DEFAULT_PARTITION__/id_bucket=0",
                        "name_truncate=%25%3D/id_bucket=0");
    }

    private static Object integer(String type, int value) {
        return switch (type) {
            case "TINYINT" -> (Object) (byte) value;
            case "SMALLINT" -> (short) value;
            case "INT" -> value;
            default -> (long) value;
        };
    }

    private static Object truncate(int width, String type, Object value) {
        return value("truncate(c, " + width + ")", type(type), value);
    }

    /** Twice, with another value between: what a row gives does not depend on the row before. */
    private static Object value(String entry, DataType type, Object value) {
        PartitionSpec spec = PartitionSpec.parse(List.of(entry));
        StructType table =
                spec.withPartitionColumns(new StructType().add("c", type).add("other", type));
        Map<String, ColumnVector> rows = Map.of("c", Vector.of(type, value, null, value));
        Partitioning partitioning = spec.partition(rows::get, 3, table, new RowInts());
        int[] ordinals = partitioning.ordinals() == null ? new int[3] : partitioning.ordinals();
        assertThat(ordinals[0]).isEqualTo(ordinals[2]);
        return partitioning
                .keys()
                .get(ordinals[0])
                .values()
                .values()
                .iterator()
                .next()
                .getValue();
    }

    private static DataType type(String ddl) {
        return DdlSchema.parse("c " + ddl).at(0).getDataType();
    }
}
