package io.sluice.connector.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchemaChangeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            id BIGINT, x INT | x INT
            id BIGINT, x INT | X INT, ID BIGINT
            id BIGINT NOT NULL | id BIGINT
            s STRUCT<a: STRING, b: INT> | s STRUCT<A: STRING>
            l ARRAY<DOUBLE> | l ARRAY<DOUBLE>
            m MAP<STRING, DATE> | m MAP<STRING, DATE>
            """)
    void fitsWhereEveryColumnIsThereWithItsType(String table, String batch) {
        assertThat(SchemaChange.decide(
                        DdlSchema.parse(table), DdlSchema.parse(batch), SchemaEvolution.NONE, Widening.ALL))
                .isEqualTo(new SchemaDecision.Fits());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a INT, b INT | c INT NOT NULL COMMENT 'new', B INT | a INT, b INT, c INT COMMENT 'new'
            a INT, _rescued STRING | b INT, a INT, _rescued STRING | a INT, _rescued STRING, b INT
            a INT | a INT, _rescued STRING | a INT, _rescued STRING
            s STRUCT<a: INT> COMMENT 'kept', z INT | s STRUCT<b: STRUCT<c: INT NOT NULL>> | s STRUCT<a: INT, b: STRUCT<c: INT>> COMMENT 'kept', z INT
            l ARRAY<STRUCT<a: INT>> | l ARRAY<STRUCT<b: INT>> | l ARRAY<STRUCT<a: INT, b: INT>>
            m MAP<STRING, STRUCT<a: INT>> | m MAP<STRING, STRUCT<b: INT>> | m MAP<STRING, STRUCT<a: INT, b: INT>>
            m MAP<STRUCT<a: INT>, INT> | m MAP<STRUCT<b: INT>, INT> | m MAP<STRUCT<a: INT, b: INT>, INT>
            l ARRAY<MAP<INT, ARRAY<STRUCT<a: INT>>>> | l ARRAY<MAP<INT, ARRAY<STRUCT<b: INT>>>> | l ARRAY<MAP<INT, ARRAY<STRUCT<a: INT, b: INT>>>>
            id INT NOT NULL | id INT, x DATE | id INT NOT NULL, x DATE
            """)
    void addsNullableColumnsAtTheEndOfTheirStruct(String table, String batch, String evolved) {
        assertThat(SchemaChange.decide(DdlSchema.parse(table), DdlSchema.parse(batch), SchemaEvolution.ADD))
                .isEqualTo(new SchemaDecision.Evolve(DdlSchema.parse(evolved)));
    }

    @Test
    void aTableThatIsNotThereYetTakesEverything() {
        StructType batch = DdlSchema.parse("_kafka_topic STRING, a INT, _rescued STRING");
        assertThat(SchemaChange.decide(new StructType(), batch, SchemaEvolution.ADD))
                .isEqualTo(new SchemaDecision.Evolve(batch));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ADD | a INT | a INT, _kafka_key STRING | Column '_kafka_key' is not in the table, and cannot come late
            ADD | a INT | _KAFKA_topic STRING | cannot come late
            NONE | a INT | b BIGINT | Column 'b' BIGINT is not in the table, and schema.evolution=none. Set schema.evolution=add
            NONE | s STRUCT<a: INT> | s STRUCT<b: INT> | Column 's.b' INT is not in the table
            ADD | id INT NOT NULL, a INT | a INT | Column 'id' of the table is NOT NULL, and the batch has no values for it
            ADD | s STRUCT<id: INT NOT NULL, a: INT> | s STRUCT<a: INT> | Column 's.id' of the table is NOT NULL
            ADD | a INT | a DOUBLE | Column 'a' is INT in the table and DOUBLE in the batch. To widen it, set schema.evolution=add-and-widen
            ADD_AND_WIDEN | a BIGINT | a DOUBLE | Column 'a' is BIGINT in the table and DOUBLE in the batch. Have the producers
            ADD_AND_WIDEN | a BIGINT | a INT | Column 'a' is BIGINT in the table and INT in the batch
            ADD_AND_WIDEN | a DATE | a TIMESTAMP | Column 'a' is DATE
            ADD_AND_WIDEN | a DECIMAL(10,2) | a DECIMAL(10,3) | Column 'a' is DECIMAL(10,2) in the table and DECIMAL(10,3)
            ADD_AND_WIDEN | a DECIMAL(10,2) | a DECIMAL(10,1) | Column 'a' is DECIMAL(10,2) in the table and DECIMAL(10,1)
            ADD_AND_WIDEN | a STRING | a ARRAY<STRING> | Column 'a' is STRING in the table and ARRAY<STRING> in the batch
            ADD_AND_WIDEN | a STRUCT<x: INT> | a INT | Column 'a' is STRUCT<x: INT> in the table
            ADD_AND_WIDEN | l ARRAY<STRUCT<a: INT>> | l ARRAY<STRUCT<a: STRING>> | Column 'l.element.a' is INT
            ADD_AND_WIDEN | x DOUBLE | x BIGINT | Column 'x' is DOUBLE in the table and BIGINT in the batch. Have the producers
            ADD_AND_WIDEN | x STRING | x TIMESTAMP | Column 'x' is STRING in the table and TIMESTAMP in the batch
            ADD_AND_WIDEN | m MAP<DOUBLE, INT> | m MAP<BIGINT, INT> | Column 'm.key' is DOUBLE
            ADD_AND_WIDEN | m MAP<STRING, INT> | m MAP<STRING, DATE> | Column 'm.value' is INT
            """)
    void refitsWhatTheTableCannotTakeAndSaysWhy(SchemaEvolution policy, String table, String batch, String why) {
        Widening widening = policy == SchemaEvolution.ADD_AND_WIDEN ? Widening.ALL : Widening.NONE;
        assertThat(SchemaChange.decide(DdlSchema.parse(table), DdlSchema.parse(batch), policy, widening))
                .isInstanceOfSatisfying(
                        SchemaDecision.Refit.class,
                        refit -> assertThat(refit.why()).contains(why).endsWith("."));
    }

    @Test
    void refitsColumnsOfTheBatchThatDifferByCaseOnly() {
        StructType batch = new StructType().add("a", IntegerType.INTEGER).add("A", IntegerType.INTEGER);
        for (String table : new String[] {"a INT", "b INT"}) {
            assertThat(SchemaChange.decide(DdlSchema.parse(table), batch, SchemaEvolution.ADD))
                    .isInstanceOfSatisfying(SchemaDecision.Refit.class, refit -> assertThat(refit.why())
                            .contains("'a' and 'A'"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            TINYINT | SMALLINT
            INT | BIGINT
            FLOAT | DOUBLE
            INT | DOUBLE
            DECIMAL(10,2) | DECIMAL(12,4)
            DECIMAL(10,2) | DECIMAL(11,2)
            INT | DECIMAL(12,2)
            BIGINT | DECIMAL(20,0)
            """)
    void widensOnlyWhereTheTableAllowsIt(String narrow, String wide) {
        StructType table = DdlSchema.parse("x " + narrow + " COMMENT 'c'");
        StructType batch = DdlSchema.parse("x " + wide);

        assertThat(SchemaChange.decide(table, batch, SchemaEvolution.ADD_AND_WIDEN, Widening.NONE))
                .isInstanceOf(SchemaDecision.Refit.class);
        assertThat(SchemaChange.decide(table, batch, SchemaEvolution.ADD, Widening.ALL))
                .isInstanceOf(SchemaDecision.Refit.class);
        assertThat(SchemaChange.decide(table, batch, SchemaEvolution.ADD_AND_WIDEN, Widening.ALL))
                .isInstanceOfSatisfying(SchemaDecision.Evolve.class, evolve -> {
                    StructField column = evolve.newTableSchema().at(0);
                    assertThat(column.getDataType()).isEqualTo(batch.at(0).getDataType());
                    assertThat(column.getMetadata().getString("comment")).isEqualTo("c");
                    assertThat(column.getTypeChanges()).hasSize(1);
                });
    }

    @Test
    void recordsAWideningAsTheProtocolAsks() {
        StructType table = DdlSchema.parse("l ARRAY<MAP<STRING, DECIMAL(6,2)>>");
        StructType batch = DdlSchema.parse("l ARRAY<MAP<STRING, DECIMAL(10,4)>>");

        SchemaDecision decision = SchemaChange.decide(table, batch, SchemaEvolution.ADD_AND_WIDEN, Widening.ALL);

        assertThat(((SchemaDecision.Evolve) decision).newTableSchema().toJson())
                .contains("\"delta.typeChanges\":[{")
                .contains(
                        "\"fromType\":\"decimal(6,2)\"",
                        "\"toType\":\"decimal(10,4)\"",
                        "\"fieldPath\":\"element.value\"");
    }

    @Test
    void leavesTheTablesOwnMetadataAndElementNullabilityAlone() {
        FieldMetadata ids = FieldMetadata.builder()
                .putLong("delta.columnMapping.id", 7)
                .putString("delta.columnMapping.physicalName", "col-1")
                .build();
        StructField element = new StructField("element", DdlSchema.parse("a INT NOT NULL"), false, ids);
        StructType table = new StructType().add("L", new ArrayType(element), false, ids);

        SchemaDecision decision =
                SchemaChange.decide(table, DdlSchema.parse("l ARRAY<STRUCT<a: INT, b: INT>>"), SchemaEvolution.ADD);

        StructField expected = new StructField("element", DdlSchema.parse("a INT NOT NULL, b INT"), false, ids);
        assertThat(decision)
                .isEqualTo(new SchemaDecision.Evolve(new StructType().add("L", new ArrayType(expected), false, ids)));
    }

    @Test
    void theFirstReasonIsTheOneTold() {
        SchemaDecision decision = SchemaChange.decide(
                DdlSchema.parse("a INT, b INT"), DdlSchema.parse("new INT, b DATE, a DATE"), SchemaEvolution.ADD);
        assertThat(((SchemaDecision.Refit) decision).why()).startsWith("Column 'b'");
        assertThat(SchemaChange.decide(new StructType().add("x", LongType.LONG), new StructType(), SchemaEvolution.ADD))
                .isEqualTo(new SchemaDecision.Fits());
    }
}
