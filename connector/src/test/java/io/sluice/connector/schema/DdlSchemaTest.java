package io.sluice.connector.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DdlSchemaTest {
    @Test
    void readsWhatSparkReads() {
        StructType schema = DdlSchema.parse(
                "id BIGINT not null, ts: timestamp COMMENT 'event''s \\'time\\'', tags ARRAY<STRING>,\n"
                        + "s STRUCT<a: INT, `b c` DECIMAL(10,2) COMMENT \"x\">, m MAP<STRING,ARRAY<ARRAY<DOUBLE>>>, `q``t` dec");

        StructType nested = new StructType()
                .add("a", IntegerType.INTEGER)
                .add("b_c", new DecimalType(10, 2), ColumnNames.comment("x"));
        assertThat(schema)
                .isEqualTo(new StructType()
                        .add("id", LongType.LONG, false)
                        .add("ts", TimestampType.TIMESTAMP, ColumnNames.comment("event's 'time'"))
                        .add("tags", new ArrayType(StringType.STRING, true))
                        .add("s", nested)
                        .add(
                                "m",
                                new MapType(
                                        StringType.STRING,
                                        new ArrayType(new ArrayType(DoubleType.DOUBLE, true), true),
                                        true))
                        .add("q`t", DecimalType.USER_DEFAULT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            BYTE | TINYINT
            TINYINT | TINYINT
            SHORT | SMALLINT
            SMALLINT | SMALLINT
            INT | INT
            INTEGER | INT
            LONG | BIGINT
            BIGINT | BIGINT
            REAL | FLOAT
            FLOAT | FLOAT
            double | DOUBLE
            DEC | DECIMAL(10,0)
            NUMERIC(5) | DECIMAL(5,0)
            Decimal( 38 , 38 ) | DECIMAL(38,38)
            STRING | STRING
            BINARY | BINARY
            BOOLEAN | BOOLEAN
            DATE | DATE
            TIMESTAMP | TIMESTAMP
            TIMESTAMP_LTZ | TIMESTAMP
            """)
    void knowsEverySynonym(String written, String type) {
        assertThat(DdlSchema.toDdl(DdlSchema.parse("c " + written).at(0).getDataType()))
                .isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a INT, ts TIMESTAMP_NTZ | character 11, 'TIMESTAMP_NTZ' | timestampNtz | Use TIMESTAMP.
            a INT, c VARCHAR(10) | character 10, 'VARCHAR(10)' | length Delta does not keep | Use STRING.
            a INT, b BLOB | character 10, 'BLOB' | type BLOB is not known | Use BOOLEAN
            a INT b INT | character 7, 'b INT' | a comma or the end was expected | commas
            a INT, | character 7, the end | a column's name was expected | backquotes
            a INT, A STRING | character 8, 'A STRING' | 'a' and 'A' are the same | once
            `x y` INT, x_y INT | character 12, 'x_y INT' | 'x y' and 'x_y' are the same | once
            a | character 2, the end | a type was expected | name TYPE
            a ARRAY | character 8, the end | '<' was expected | ARRAY<…>
            a ARRAY<INT | character 12, the end | '>' was expected | Close ARRAY<
            a MAP<INT> | character 10, '>' | ',' was expected | MAP<key type, value type>
            a MAP<MAP<INT,INT>,INT> | character 7, 'MAP<INT,INT>,INT>' | a map's key | another type
            a STRUCT<> | character 10, '>' | a column's name was expected | name
            a DECIMAL(39,1) | character 3, 'DECIMAL(39,1)' | DECIMAL(39,1) is none | 1 to 38
            a DECIMAL(5,6) | character 3, 'DECIMAL(5,6)' | DECIMAL(5,6) is none | scale
            a DECIMAL(x) | character 11, 'x)' | a number | DECIMAL(precision,scale)
            a INT NOT | character 10, the end | NULL was expected | NOT NULL
            a INT COMMENT x | character 15, 'x' | a text was expected | quotes
            a INT COMMENT "x | character 15, '"x' | does not end | Close
            `a INT | character 1, '`a INT' | does not end | backquote
            a INT COMMENT 'x\\u0041' | character 17, '\\u0041'' | the escape \\u is not known | Write the character itself
            a-b INT | character 2, '-b INT' | a type was expected | name TYPE
            a INT DEFAULT 3 | character 7, 'DEFAULT 3' | a comma or the end | commas
            """)
    void saysWhereAndWhyAndWhatInstead(String ddl, String where, String problem, String remedy) {
        assertThatThrownBy(() -> DdlSchema.parse(ddl))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(where + ":")
                .hasMessageContaining(problem)
                .hasMessageContaining(remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void refusesNothing(String ddl) {
        assertThatThrownBy(() -> DdlSchema.parse(ddl)).hasMessageContaining("the end: a column's name was expected");
    }

    @Test
    void refusesDepthBeforeTheStackDoes() {
        String deepest = "a " + "ARRAY<".repeat(ConnectTypes.MAX_COLUMN_DEPTH) + "INT"
                + ">".repeat(ConnectTypes.MAX_COLUMN_DEPTH);
        assertThat(DdlSchema.toDdl(DdlSchema.parse(deepest))).isEqualTo(deepest);
        assertThat(DdlSchema.toDdl(DdlSchema.parse(deepest + ", b ARRAY<INT>"))).isEqualTo(deepest + ", b ARRAY<INT>");

        assertThatThrownBy(() -> DdlSchema.parse("a " + "ARRAY<".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nested deeper than 18");
    }

    @Property
    void readsWhatItPrints(@ForAll("schemas") StructType schema) {
        assertThat(DdlSchema.parse(DdlSchema.toDdl(schema))).isEqualTo(schema);
    }

    @Property
    void anyTextIsASchemaOrAMessage(@ForAll("almostDdl") String text) {
        try {
            StructType schema = DdlSchema.parse(text);
            assertThat(schema.fields()).extracting(StructField::getName).doesNotContain("");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("Cannot read the schema at character ");
        }
    }

    @Provide
    Arbitrary<StructType> schemas() {
        return Schemas.any();
    }

    @Provide
    Arbitrary<String> almostDdl() {
        return Arbitraries.of(
                        "a", "b", " ", ",", ":", "<", ">", "(", ")", "ARRAY", "MAP", "STRUCT", "INT", "DEC", "10", "'",
                        "\"", "`", "\\", "NOT", "NULL", "COMMENT", "é", "-")
                .list()
                .ofMaxSize(14)
                .map(tokens -> String.join("", tokens));
    }
}
