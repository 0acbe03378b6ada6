package io.sluice.connector.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.schema.DdlSchema;
import java.util.Arrays;
import java.util.List;
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
            """)
    void readsColumnsAndTransforms(String entries, String columns) {
        List<String> partitionBy = entries.startsWith("day(a") ? List.of(entries) : Arrays.asList(entries.split(";"));
        assertThat(PartitionSpec.parse(partitionBy).columnNames()).containsExactly(columns.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            days(ts) | 'days' is no way to partition. Use year(column), month(column), day(column) or hour(column)
            bucket(16, id) | a field that really has this name is given as bucket_16__id_
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

    @Test
    void matchesATablesColumnsWhateverTheirCaseButInOrder() {
        PartitionSpec spec = PartitionSpec.parse(List.of("origin", "day(ts)"));
        assertThat(spec.matches(List.of("Origin", "TS_DAY"))).isTrue();
        assertThat(spec.matches(List.of("TS_DAY", "Origin"))).isFalse();
        assertThat(spec.matches(List.of("Origin"))).isFalse();
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
            day(a) | a STRING, b INT | column 'a' is STRING, and day(…) takes TIMESTAMP and DATE alone. Declare it in value.schema
            hour(a) | a BIGINT, b INT | column 'a' is BIGINT, and hour(…) takes TIMESTAMP and DATE alone
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
