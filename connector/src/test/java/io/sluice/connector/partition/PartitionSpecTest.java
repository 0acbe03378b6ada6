package io.sluice.connector.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.schema.DdlSchema;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PartitionSpecTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            origin | origin
            origin;day(ts) | origin, ts_day
            YEAR(ts); Month ( ts );hour(ts) | ts_year, ts_month, ts_hour
            my field;day(event time) | my_field, event_time_day
            year | year
            day(a;b) | a_b_day
            truncate(my field, 4) ;Bucket ( 16, id ) | my_field_truncate, id_bucket
            truncate(a;b, 4) | a_b_truncate
            bucket(16, a(b) | a_b_bucket
            """)
    void readsColumnsAndTransforms(String entries, String columns) {
        List<String> partitionBy = entries.contains("(a;") ? List.of(entries) : Arrays.asList(entries.split(";"));
        assertThat(PartitionSpec.parse(partitionBy).columnNames()).containsExactly(columns.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            days(ts) | 'days' is no way to partition. Use year(column), month(column), day(column), hour(column), truncate(column, width) or bucket(count, column)
            buckets(16, id) | a field that really has this name is given as buckets_16__id_
            bucket(16) | has 'bucket(16)', which does not say a column and a whole number from 1 to 2147483647. Write truncate(column, width) or bucket(count, column)
            bucket(0, id) | does not say a column and a whole number
            bucket(id, 16) | does not say a column and a whole number
            bucket(-1, id) | does not say a column and a whole number
            bucket(2147483648, id) | does not say a column and a whole number
            bucket(16, ) | does not say a column and a whole number
            truncate(16, id) | does not say a column and a whole number
            truncate(id) | does not say a column and a whole number
            truncate(id, 1.5) | does not say a column and a whole number
            truncate(, 1) | does not say a column and a whole number
            bucket(2, a);bucket(3, A) | names the column 'A_bucket' twice: bucket(2, a) and bucket(3, A)
            day() | has 'day()', which names no column. Write day(column)
            ' ' | has an empty entry
            a;A | names the column 'A' twice: a and A
            ts_day;day(ts) | names the column 'ts_day' twice: ts_day and day(ts)
            """)
    void refusesWhatIsNoPartition(String entries, String message) {
        assertThatThrownBy(() -> PartitionSpec.parse(Arrays.asList(entries.split(";"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void addsDerivedColumnsBehindTheOthersButBeforeRescued() {
        StructType rows = DdlSchema.parse("_kafka_topic STRING, origin STRING, TS TIMESTAMP, d DATE, _rescued STRING");
        PartitionSpec spec = PartitionSpec.parse(
                List.of("day(ts)", "origin", "year(ts)", "month(d)", "hour(ts)", "hour(d)", "day(d)"));

        assertThat(DdlSchema.toDdl(spec.withPartitionColumns(rows)))
                .isEqualTo(
                        "_kafka_topic STRING, origin STRING, TS TIMESTAMP, d DATE, ts_day DATE COMMENT 'day(ts), UTC',"
                                + " ts_year INT COMMENT 'year(ts), UTC', d_month STRING COMMENT 'month(d), UTC',"
                                + " ts_hour STRING COMMENT 'hour(ts), UTC', d_hour STRING COMMENT 'hour(d), UTC',"
                                + " d_day DATE COMMENT 'day(d), UTC', _rescued STRING");
        assertThat(PartitionSpec.parse(List.of()).withPartitionColumns(rows)).isEqualTo(rows);
    }

    @Test
    void aTableKnowsHowItsPartitionColumnsAreMade() {
        StructType rows = DdlSchema.parse("origin STRING, `event time` TIMESTAMP");
        PartitionSpec spec = PartitionSpec.parse(List.of("origin", "Day(event time)"));
        StructType table = spec.withPartitionColumns(rows);
        StructField renamed = new StructField(
                "Tag", table.at(2).getDataType(), true, table.at(2).getMetadata());

        PartitionSpec found = PartitionSpec.of(table.add(renamed), List.of("origin", "event_time_day", "Tag"));

        assertThat(found.columnNames()).containsExactly("origin", "event_time_day", "Tag");
        assertThat(DdlSchema.toDdl(found.withPartitionColumns(rows)))
                .isEqualTo(DdlSchema.toDdl(table) + ", Tag DATE COMMENT 'day(event_time), UTC'");
        assertThat(PartitionSpec.of(rows, List.of("ORIGIN", "gone")).columnNames())
                .containsExactly("ORIGIN", "gone");
    }

    /** Kafka cuts lists at every comma. */
    @Test
    void joinsWhatKafkaCut() {
        assertThat(PartitionSpec.parse(List.of("a", "bucket(16", "id)", "truncate(b", "c", "4)", "day(ts)"))
                        .toString())
                .isEqualTo("[a, bucket(16, id), truncate(b_c, 4), day(ts), UTC]");
    }

    @Test
    void matchesATablesColumnsWhateverTheirCaseButInOrder() {
        StructType table = DdlSchema.parse("Origin STRING, TS_DAY DATE, ts TIMESTAMP");
        PartitionSpec spec = PartitionSpec.parse(List.of("origin", "day(ts)"));
        assertThat(spec.in(PartitionSpec.of(table, List.of("Origin", "TS_DAY"))))
                .hasToString("Optional[[origin, day(ts), UTC]]");
        assertThat(spec.in(PartitionSpec.of(table, List.of("TS_DAY", "Origin"))))
                .isEmpty();
        assertThat(spec.in(PartitionSpec.of(table, List.of("Origin")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            bucket(16, a) | UTC | bucket(16, A) | Europe/Berlin | true
            bucket(16, a) | UTC | bucket(8, a) | UTC | false
            truncate(a, 2) | UTC | truncate(a, 3) | UTC | false
            bucket(16, a) | UTC | a_bucket | UTC | true
            day(t) | UTC | day(t) | Etc/UTC | true
            day(t) | Europe/Berlin | day(t) | Europe/Berlin | true
            day(t) | Europe/Berlin | day(t) | UTC | false
            day(t) | UTC | t_day | UTC | true
            """)
    void aTableKeepsTheWayInWhichItsColumnsAreMade(
            String made, String zone, String wanted, String wantedZone, boolean fits) {
        PartitionSpec before = PartitionSpec.parse(List.of(made), ZoneId.of(zone));
        StructType table = before.withPartitionColumns(DdlSchema.parse("a STRING, t TIMESTAMP"));

        PartitionSpec found = PartitionSpec.of(table, before.columnNames());
        Optional<PartitionSpec> agreed =
                PartitionSpec.parse(List.of(wanted), ZoneId.of(wantedZone)).in(found);

        assertThat(found).hasToString(before.toString());
        assertThat(agreed.map(PartitionSpec::toString))
                .isEqualTo(fits ? Optional.of(before.toString()) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            bucket(4, a) | INT | BIGINT | true
            truncate(a, 4) | TINYINT | INT | true
            bucket(4, a) | DECIMAL(5,2) | DECIMAL(9,2) | true
            bucket(4, a) | DECIMAL(5,2) | DECIMAL(9,4) | false
            truncate(a, 4) | INT | DECIMAL(10,0) | false
            bucket(4, a) | INT | DOUBLE | false
            a | INT | DOUBLE | true
            """)
    void refusesAWiderTypeByWhichRowsWouldChangeTheirPartition(String entry, String from, String to, boolean kept) {
        PartitionSpec spec = PartitionSpec.parse(List.of(entry));
        ThrowableAssert.ThrowingCallable change =
                () -> spec.requireKept(DdlSchema.parse("A " + from), DdlSchema.parse("A " + to));
        if (kept) {
            assertThatCode(change).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(change)
                    .hasMessage("Cannot make column 'a' " + to + ", which is " + from
                            + " in the table: the table is partitioned by " + entry
                            + ", and its rows would be in the wrong partitions. Have the producers send " + from
                            + ", set schema.evolution=add, or land in a new table.");
        }
    }

    @Test
    void aColumnThatNoRowOfTheBatchHasIsTakenFromWhatIsKnown() {
        StructType rows = DdlSchema.parse("a INT, _rescued STRING");
        PartitionSpec spec = PartitionSpec.parse(List.of("origin", "day(ts)"));
        String origin = "Origin STRING NOT NULL COMMENT 'o', ";

        for (String known : List.of("ts TIMESTAMP", "TS_day DATE COMMENT 'day(ts), UTC'")) {
            assertThat(DdlSchema.toDdl(spec.withPartitionColumns(rows, DdlSchema.parse(origin + known))))
                    .isEqualToIgnoringCase(
                            "a INT, Origin STRING COMMENT 'o', ts_day DATE COMMENT 'day(ts), UTC', _rescued STRING");
        }
        assertThatThrownBy(() -> spec.withPartitionColumns(rows, DdlSchema.parse(origin + "ts STRING")))
                .hasMessageContaining("column 'ts' is STRING");
        assertThatThrownBy(() -> spec.withPartitionColumns(rows, DdlSchema.parse(origin + "t TIMESTAMP")))
                .hasMessageContaining(
                        "Cannot partition by day(ts): neither the table nor a record so far has a column 'ts'");
        assertThatThrownBy(
                        () -> PartitionSpec.parse(List.of("b")).withPartitionColumns(rows, DdlSchema.parse("b BINARY")))
                .hasMessageContaining("bytes do not survive");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            x | a INT | neither the table nor a record so far has a column 'x'. Correct table.partition.by
            day(a) | a STRING, b INT | column 'a' is STRING, and day(…) takes TIMESTAMP and DATE alone. Declare it in value.schema as one of these
            hour(a) | a BIGINT, b INT | column 'a' is BIGINT, and hour(…) takes TIMESTAMP and DATE alone
            truncate(a, 2) | a DOUBLE, b INT | column 'a' is DOUBLE, and truncate(…, 2) takes STRING, integers and DECIMAL alone
            truncate(a, 2) | a BINARY, b INT | column 'a' is BINARY, and truncate(…, 2) takes
            bucket(2, a) | a BOOLEAN, b INT | and bucket(2, …) takes integers, DECIMAL, DATE, TIMESTAMP, STRING and BINARY alone
            bucket(2, a) | a STRUCT<x: INT>, b INT | and bucket(2, …) takes
            a | a STRUCT<x: INT>, b INT | column 'a' is STRUCT<x: INT>, and Delta partitions by scalar columns alone
            a | a BINARY, b INT | column 'a' is BINARY, and its bytes do not survive
            day(a) | b DATE, A_DAY STRING | it makes the column 'a_day', and the records have a field of that name
            day(a) | a DATE, A_DAY STRING | it makes the column 'a_day', and the records have a field of that name
            a | A INT | the table has no other column, and its files would be empty
            """)
    void refusesColumnsThatCannotBePartitionedBy(String entry, String rows, String message) {
        assertThatThrownBy(() -> PartitionSpec.parse(List.of(entry)).withPartitionColumns(DdlSchema.parse(rows)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot partition by ")
                .hasMessageContaining(message);
    }
}
