package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.schema.DdlSchema;
import io.sluice.connector.schema.TableSchema;
import io.sluice.connector.schema.Widening;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A column of a table with type widening becomes wide enough for what it is given, by every rule of the protocol and by no other. */
final class WideningTest {
    @ParameterizedTest(name = "{0} takes {2} as {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TINYINT        | 1     | 300                                   | BIGINT        | [1, 300]",
                "SMALLINT       | 1     | -40000                                | BIGINT        | [1, -40000]",
                "INT            | 1     | 3000000000                            | BIGINT        | [1, 3000000000]",
                "INT            | 1     | 1.5                                   | DOUBLE        | [1.0, 1.5]",
                "FLOAT          | 0.5   | 0.123456789                           | DOUBLE        | [0.5, 0.123456789]",
                "DECIMAL(5,2)   | 1.5   | 1234.567                              | DECIMAL(7,3)  | [1.500, 1234.567]",
                "DECIMAL(5,2)   | 1.5   | 1E+10                                 | DECIMAL(13,2) | [1.50, 10000000000.00]",
                "DECIMAL(5,2)   | 1.5   | 3000000000                            | DECIMAL(22,2) | [1.50, 3000000000.00]",
                "DATE           | \"2024-02-29\" | \"2024-02-29T01:02:03\"       | TIMESTAMP_NTZ | [2024-02-29T00:00, 2024-02-29T01:02:03]",
                "ARRAY<INT>     | [1]   | [2, 3000000000]                       | ARRAY<BIGINT> | [[1], [2, 3000000000]]",
                "STRUCT<x: INT> | {\"x\":1} | {\"x\":3000000000}               | STRUCT<x: BIGINT> | [{x=1}, {x=3000000000}]",
                "MAP<INT,INT>   | {\"1\":1} | {\"3000000000\":3000000000}      | MAP<BIGINT, BIGINT> | [{1=1}, {3000000000=3000000000}]"
            })
    void aValueThatDoesNotFitWidensTheColumn(String column, String first, String then, String wide, String read)
            throws Exception {
        ColumnBuffer buffer = buffer(column, Widening.ALL);

        Buffers.append(buffer, "{\"a\":" + first + "}", "{\"a\":" + then + "}");

        assertThat(Buffers.ddl(buffer)).isEqualTo("a " + wide);
        assertThat(Buffers.values(buffer, "a")).hasToString(read);
        assertThat(buffer.rescuedRows()).isZero();
    }

    @ParameterizedTest(name = "{0} does not take {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "BIGINT        | 1.5",
                "BIGINT        | 9223372036854775808",
                "INT           | 1e400",
                "INT           | \"x\"",
                "INT           | true",
                "FLOAT         | 9007199254740993",
                "DECIMAL(38,2) | 0.001",
                "DECIMAL(5,2)  | 1e1000000000",
                "DECIMAL(5,2)  | 1e-1000000000",
                "DECIMAL(5,2)  | 1e-100000000",
                "DATE          | \"2024-02-29T01:02:03Z\"",
                "BOOLEAN       | 1"
            })
    void aValueForWhichThereIsNoRuleIsRescued(String column, String value) throws Exception {
        ColumnBuffer buffer = buffer(column, Widening.ALL);

        Buffers.append(buffer, "{\"a\":" + value + "}");

        assertThat(buffer.rescued(0)).isEqualTo("{\"/a\":" + value + "}");
        assertThat(Buffers.ddl(buffer)).isEqualTo("_rescued STRING");
    }

    @Test
    void nothingIsWidenedThatFits() throws Exception {
        ColumnBuffer buffer = buffer("INT", Widening.ALL);

        Buffers.append(buffer, "{\"a\":2.0}", "{\"a\":7}", "{\"a\":2e3}");

        assertThat(Buffers.ddl(buffer)).isEqualTo("a INT");
    }

    @Test
    void theTableAndThePolicyMustAllowIt() throws Exception {
        for (ColumnBuffer buffer : new ColumnBuffer[] {
            buffer("INT", Widening.NONE),
            buffer("DATE", Widening.NUMBERS),
            ColumnBuffer.create(
                    new TableSchema(DdlSchema.parse("a INT"), Widening.ALL),
                    Records.settings(ValueFormat.JSON, SchemaMismatch.RESCUE, SchemaEvolution.ADD, null))
        }) {
            Buffers.append(buffer, "{\"a\":3000000000}", "{\"a\":\"2024-02-29T01:02:03\"}");

            assertThat(buffer.rescuedRows()).isEqualTo(2);
        }
    }

    @Test
    void aRowThatIsRefusedTakesItsWideningWithIt() throws Exception {
        ColumnBuffer buffer = buffer("INT", Widening.ALL);
        Buffers.append(buffer, "{\"a\":1}");
        long before = buffer.memoryBytes();

        try {
            Buffers.append(buffer, "{\"a\":3000000000,");
        } catch (io.sluice.connector.error.RecordError malformed) {
            assertThat(malformed.getMessage()).contains("no JSON object");
        }

        assertThat(Buffers.ddl(buffer)).isEqualTo("a INT");
        assertThat(buffer.memoryBytes()).isEqualTo(before);
        assertThat(Buffers.values(buffer, "a")).containsExactly(1L);
    }

    @Test
    void aDecimalOfASchemaWidensToTheSchemasTypeAndNotValueByValue() throws Exception {
        Schema decimal = Decimal.builder(4)
                .parameter("connect.decimal.precision", "12")
                .optional()
                .build();
        Schema row = SchemaBuilder.struct().field("a", decimal).build();
        ColumnBuffer buffer = ColumnBuffer.create(
                new TableSchema(DdlSchema.parse("a DECIMAL(10,2)"), Widening.ALL),
                Records.settings(ValueFormat.CONNECT));

        buffer.append(Records.of(new Struct(row).put("a", new java.math.BigDecimal("1.5000"))));
        assertThat(Buffers.ddl(buffer)).isEqualTo("a DECIMAL(10,2)");
        buffer.append(Records.of(new Struct(row).put("a", new java.math.BigDecimal("1.5678"))));

        assertThat(Buffers.ddl(buffer)).isEqualTo("a DECIMAL(12,4)");
        assertThat(Buffers.values(buffer, "a")).hasToString("[1.5000, 1.5678]");
    }

    @Test
    void aDateColumnTakesLocalTimesAndDatesThenStillFit() throws Exception {
        ColumnBuffer buffer = ColumnBuffer.create(
                new TableSchema(DdlSchema.parse("a DATE"), Widening.ALL), Records.settings(ValueFormat.CONNECT));

        buffer.append(Records.of(Map.of("a", LocalDateTime.parse("2024-02-29T01:02:03"))));
        buffer.append(Records.of(Map.of("a", LocalDate.parse("0001-01-01"))));

        assertThat(Buffers.ddl(buffer)).isEqualTo("a TIMESTAMP_NTZ");
        assertThat(Buffers.values(buffer, "a")).hasToString("[2024-02-29T01:02:03, 0001-01-01T00:00]");
    }

    private static ColumnBuffer buffer(String column, Widening widening) {
        return ColumnBuffer.create(
                new TableSchema(DdlSchema.parse("a " + column), widening), Records.settings(ValueFormat.JSON));
    }
}
