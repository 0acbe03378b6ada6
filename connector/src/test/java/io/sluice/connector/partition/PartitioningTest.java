package io.sluice.connector.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.sluice.connector.schema.DdlSchema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PartitioningTest {
    @Test
    void numbersPartitionsInTheOrderOfTheirFirstRow() {
        Map<String, ColumnVector> rows = Map.of(
                "Origin", vector("STRING", "ATL", "JFK", "ATL", null, "", "JFK"),
                "ts",
                        vector(
                                "TIMESTAMP",
                                micros("2001-02-03T23:59:59.999999Z"),
                                micros("2001-02-04T00:00:00Z"),
                                micros("2001-02-03T00:00:00Z"),
                                null,
                                null,
                                micros("2001-02-03T12:00:00Z")));
        StructType table = DdlSchema.parse("Origin STRING, ts TIMESTAMP, TS_day DATE");

        Partitioning partitioning = partition(List.of("origin", "day(ts)"), rows, 6, table);

        assertThat(partitioning.ordinals()).containsExactly(0, 1, 0, 2, 2, 3);
        assertThat(partitioning.keys())
                .extracting(PartitionKey::directory)
                .containsExactly(
                        "Origin=ATL/TS_day=2001-02-03",
                        "Origin=JFK/TS_day=2001-02-04",
                        "Origin=__HIVE_DEFAULT_PARTITION__/TS_day=__HIVE_DEFAULT_PARTITION__",
                        "Origin=JFK/TS_day=2001-02-03");
        assertThat(partitioning.keys().get(0).values())
                .containsExactly(Map.entry("Origin", Literal.ofString("ATL")), Map.entry("TS_day", Literal.ofDate((int)
                        LocalDate.parse("2001-02-03").toEpochDay())));
        assertThat(partitioning.keys().get(2).values())
                .containsEntry("Origin", Literal.ofNull(StringType.STRING))
                .containsKey("TS_day");
    }

    @Test
    void onePartitionNeedsNoOrdinals() {
        StructType table = DdlSchema.parse("a INT, b INT");
        assertThat(partition(List.of(), Map.of(), 3, table))
                .isEqualTo(new Partitioning(null, List.of(new PartitionKey(Map.of(), ""))));
        assertThat(partition(List.of("a"), Map.of("a", vector("INT", 7, 7)), 2, table)
                        .ordinals())
                .isNull();
        assertThat(partition(List.of("a", "b"), Map.of("a", vector("INT", 7, 7)), 2, table)
                        .keys())
                .extracting(PartitionKey::directory)
                .containsExactly("a=7/b=__HIVE_DEFAULT_PARTITION__");
        assertThat(partition(List.of("a"), Map.of("a", vector("INT")), 0, table).keys())
                .isEmpty();
    }

    @Test
    void batchesOfAllSizesAreNumberedInOneArray() {
        StructType table = DdlSchema.parse("a INT");
        PartitionSpec spec = PartitionSpec.parse(List.of("a"));
        RowInts numbers = new RowInts();

        Partitioning five = spec.partition(column -> vector("INT", 1, 2, 3, 1, 2), 5, table, numbers);
        assertThat(five.ordinals()).containsExactly(0, 1, 2, 0, 1);
        Partitioning three = spec.partition(column -> vector("INT", 7, 8, 8), 3, table, numbers);
        assertThat(three.ordinals()).isSameAs(five.ordinals()).startsWith(0, 1, 1);
        assertThat(three.keys()).hasSize(2);
        Partitioning six = spec.partition(column -> vector("INT", 7, 8, 9, 8, 8, 7), 6, table, numbers);
        assertThat(six.ordinals()).startsWith(0, 1, 2, 1, 1, 0);
        Partitioning seven = spec.partition(column -> vector("INT", 7, 8, 7, 8, 7, 8, 7), 7, table, numbers);
        assertThat(seven.ordinals()).as("room for a few rows more").isSameAs(six.ordinals());
    }

    static Stream<Arguments> values() {
        return Stream.of(
                arguments("c", "BOOLEAN", true, "BOOLEAN", Literal.ofBoolean(true), "c=true"),
                arguments("c", "TINYINT", (byte) -1, "TINYINT", Literal.ofByte((byte) -1), "c=-1"),
                arguments("c", "SMALLINT", (short) 2, "SMALLINT", Literal.ofShort((short) 2), "c=2"),
                arguments("c", "INT", -3, "INT", Literal.ofInt(-3), "c=-3"),
                arguments(
                        "c",
                        "BIGINT",
                        Long.MIN_VALUE,
                        "BIGINT",
                        Literal.ofLong(Long.MIN_VALUE),
                        "c=-9223372036854775808"),
                arguments("c", "FLOAT", 1.5f, "FLOAT", Literal.ofFloat(1.5f), "c=1.5"),
                arguments("c", "DOUBLE", -0.0, "DOUBLE", Literal.ofDouble(-0.0), "c=-0.0"),
                arguments("c", "DOUBLE", Double.NaN, "DOUBLE", Literal.ofDouble(Double.NaN), "c=NaN"),
                arguments(
                        "c",
                        "DECIMAL(5,2)",
                        new BigDecimal("1E+1"),
                        "DECIMAL(5,2)",
                        Literal.ofDecimal(new BigDecimal("10.00"), 5, 2),
                        "c=10.00"),
                arguments(
                        "c",
                        "DECIMAL(20,10)",
                        BigDecimal.ZERO,
                        "DECIMAL(20,10)",
                        Literal.ofDecimal(BigDecimal.ZERO, 20, 10),
                        "c=0.0000000000"),
                arguments(
                        "c", "STRING", "a/b=c:d %é", "STRING", Literal.ofString("a/b=c:d %é"), "c=a%2Fb%3Dc%3Ad %25é"),
                arguments("c", "DATE", -1, "DATE", Literal.ofDate(-1), "c=1969-12-31"),
                arguments(
                        "c",
                        "TIMESTAMP",
                        -1L,
                        "TIMESTAMP",
                        Literal.ofTimestamp(-1L),
                        "c=1969-12-31T23%3A59%3A59.999999Z"),
                arguments("year(c)", "DATE", -1, "INT", Literal.ofInt(1969), "c_year=1969"),
                arguments("month(c)", "DATE", -1, "STRING", Literal.ofString("1969-12"), "c_month=1969-12"),
                arguments("hour(c)", "DATE", -1, "STRING", Literal.ofString("1969-12-31-00"), "c_hour=1969-12-31-00"),
                arguments("day(c)", "DATE", 31, "DATE", Literal.ofDate(31), "c_day=1970-02-01"),
                arguments("year(c)", "TIMESTAMP", -1L, "INT", Literal.ofInt(1969), "c_year=1969"),
                arguments(
                        "month(c)",
                        "TIMESTAMP",
                        micros("2001-01-31T23:59:59Z"),
                        "STRING",
                        Literal.ofString("2001-01"),
                        "c_month=2001-01"),
                arguments("day(c)", "TIMESTAMP", -1L, "DATE", Literal.ofDate(-1), "c_day=1969-12-31"),
                arguments(
                        "hour(c)",
                        "TIMESTAMP",
                        micros("2001-01-01T13:59:59Z"),
                        "STRING",
                        Literal.ofString("2001-01-01-13"),
                        "c_hour=2001-01-01-13"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void makesALiteralOfTheTablesTypeAndADirectory(
            String entry, String rowType, Object value, String tableType, Literal literal, String directory) {
        PartitionKey key = onlyKey(entry, rowType, tableType, value, value);

        assertThat(key.values().values()).containsExactly(literal);
        assertThat(key.directory()).isEqualTo(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2000-12-31T23:00:00Z, 2001, 2001-01, 2001-01-01, 2001-01-01-00",
        "Europe/Berlin, 2000-12-31T22:59:59.999999Z, 2000, 2000-12, 2000-12-31, 2000-12-31-23",
        "America/New_York, 2001-01-01T04:59:59Z, 2000, 2000-12, 2000-12-31, 2000-12-31-23",
        "Asia/Kolkata, 2001-01-01T18:30:00Z, 2001, 2001-01, 2001-01-02, 2001-01-02-00",
        // Clocks go back at 01:00Z: the hour comes twice.
        "Europe/Berlin, 2001-10-28T00:59:59.999999Z, 2001, 2001-10, 2001-10-28, 2001-10-28-02",
        "Europe/Berlin, 2001-10-28T01:00:00Z, 2001, 2001-10, 2001-10-28, 2001-10-28-02",
        "Europe/Berlin, 2001-10-28T02:00:00Z, 2001, 2001-10, 2001-10-28, 2001-10-28-03",
        "+14:00, 2001-01-01T10:00:00Z, 2001, 2001-01, 2001-01-02, 2001-01-02-00",
        // Before the zone had a standard time: 53 minutes and 28 seconds.
        "Europe/Berlin, 1800-12-31T23:06:32Z, 1801, 1801-01, 1801-01-01, 1801-01-01-00"
    })
    void momentsAreToldInTheSettingsZone(
            String zone, String moment, String year, String month, String day, String hour) {
        PartitionSpec spec = PartitionSpec.parse(List.of("year(c)", "month(c)", "day(c)", "hour(c)"), ZoneId.of(zone));
        StructType table = spec.withPartitionColumns(DdlSchema.parse("c TIMESTAMP"));
        // Another stretch of the zone's before, between and after.
        long[] others = {micros("1700-01-01T00:00:00Z"), micros(moment), micros("2001-07-01T00:00:00Z"), micros(moment)
        };
        Map<String, ColumnVector> rows =
                Map.of("c", vector("TIMESTAMP", Arrays.stream(others).boxed().toArray()));

        Partitioning partitioning = spec.partition(rows::get, 4, table, new RowInts());

        assertThat(partitioning.ordinals()).containsExactly(0, 1, 2, 1);
        assertThat(partitioning.keys().get(1).directory())
                .isEqualTo("c_year=" + year + "/c_month=" + month + "/c_day=" + day + "/c_hour=" + hour);
    }

    @Test
    void momentsAtTheEndsOfTimeHaveAPlaceInEveryZone() {
        for (String zone : List.of("UTC", "Europe/Berlin", "America/New_York", "-18:00", "+18:00")) {
            PartitionSpec spec =
                    PartitionSpec.parse(List.of("year(c)", "month(c)", "day(c)", "hour(c)"), ZoneId.of(zone));
            StructType table = spec.withPartitionColumns(DdlSchema.parse("c TIMESTAMP"));
            Map<String, ColumnVector> rows = Map.of("c", vector("TIMESTAMP", Long.MIN_VALUE, Long.MAX_VALUE));

            assertThat(spec.partition(rows::get, 2, table, new RowInts()).keys())
                    .extracting(key -> key.directory().replaceAll("-\\d\\d-\\d\\d-\\d\\d$", ""))
                    .containsExactly(
                            "c_year=-290308/c_month=-290308-12/c_day=__HIVE_DEFAULT_PARTITION__/c_hour=-290308",
                            "c_year=294247/c_month=+294247-01/c_day=__HIVE_DEFAULT_PARTITION__/c_hour=+294247");
        }
    }

    @Test
    void aTablesLocalTimestampsNeedNoTimeZone() {
        StructType table = new StructType().add("c", TimestampNTZType.TIMESTAMP_NTZ);
        Map<String, ColumnVector> rows = Map.of("c", Vector.of(TimestampNTZType.TIMESTAMP_NTZ, -1L));
        PartitionKey key = partition(List.of("c"), rows, 1, table).keys().get(0);
        assertThat(key.values()).containsEntry("c", Literal.ofTimestampNtz(-1));
        assertThat(key.directory()).isEqualTo("c=1969-12-31 23%3A59%3A59.999999");
    }

    @Test
    void valuesThatAreEqualShareAPartition() {
        double otherNaN = Double.longBitsToDouble(0x7ff8000000000001L);
        onlyKey("c", "DOUBLE", "DOUBLE", Double.NaN, otherNaN);
        onlyKey("c", "DECIMAL(5,2)", "DECIMAL(5,2)", new BigDecimal("1.5"), new BigDecimal("1.50"));
        onlyKey("c", "STRING", "STRING", "", null);
    }

    @Test
    void equalKeysHashAlike() {
        PartitionKey key = onlyKey("c", "STRING", "STRING", "a");
        PartitionKey other = onlyKey("c", "STRING", "STRING", "a");
        assertThat(key).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(key).isNotEqualTo(onlyKey("c", "STRING", "STRING", "b"));
    }

    @Test
    void refusesWhatTheTableIsNotPartitionedFor() {
        StructType table = DdlSchema.parse("c INT, ts TIMESTAMP, ts_month INT");
        Map<String, ColumnVector> rows = Map.of("c", vector("DOUBLE", 1.5), "ts", vector("TIMESTAMP", 0L));
        assertThatThrownBy(() -> partition(List.of("c"), rows, 1, table))
                .hasMessageContaining("the column is INT in the table and DOUBLE in the rows");
        assertThatThrownBy(() -> onlyKey("c", "BIGINT", "STRING", 1L))
                .hasMessageContaining("the column is STRING in the table and BIGINT in the rows");
        assertThatThrownBy(() -> partition(List.of("month(ts)"), rows, 1, table))
                .hasMessageContaining("the table's column 'ts_month' is INT, and Sluice makes a STRING");
        assertThatThrownBy(() -> partition(List.of("day(ts)"), rows, 1, table))
                .hasMessageContaining("the table has no column 'ts_day'");
    }

    @Test
    void refusesYearsThatPartitionValuesCannotSay() {
        for (int day : new int[] {
            (int) LocalDate.of(0, 12, 31).toEpochDay(),
            (int) LocalDate.of(10000, 1, 1).toEpochDay()
        }) {
            assertThatThrownBy(() -> onlyKey("c", "DATE", "DATE", day))
                    .hasMessageContaining("know the years 1 to 9999");
            assertThatThrownBy(() -> onlyKey("c", "TIMESTAMP", "TIMESTAMP", day * 86_400_000_000L))
                    .hasMessageContaining("know the years 1 to 9999");
        }
        int yearZero = (int) LocalDate.of(0, 12, 31).toEpochDay();
        assertThat(onlyKey("year(c)", "DATE", "INT", yearZero).directory()).isEqualTo("c_year=0");
        int far = (int) LocalDate.of(10000, 1, 1).toEpochDay();
        assertThat(onlyKey("day(c)", "DATE", "DATE", yearZero, far, null).directory())
                .as("the date itself is in the file")
                .isEqualTo("c_day=__HIVE_DEFAULT_PARTITION__");
    }

    private static PartitionKey onlyKey(String entry, String rowType, String tableType, Object... values) {
        String column = PartitionSpec.parse(List.of(entry)).columnNames().get(0);
        StructType table = new StructType().add(column, type(tableType));
        Partitioning partitioning =
                partition(List.of(entry), Map.of("c", vector(rowType, values)), values.length, table);
        assertThat(partitioning.ordinals()).isNull();
        return partitioning.keys().get(0);
    }

    private static Partitioning partition(
            List<String> entries, Map<String, ColumnVector> rows, int count, StructType table) {
        return PartitionSpec.parse(entries).partition(rows::get, count, table, new RowInts());
    }

    private static Vector vector(String type, Object... values) {
        return Vector.of(type(type), values);
    }

    private static DataType type(String ddl) {
        return DdlSchema.parse("c " + ddl).at(0).getDataType();
    }

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }
}
