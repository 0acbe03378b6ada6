package io.sluice.connector.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.DataType;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypeMergeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            BIGINT | BIGINT | BIGINT
            BIGINT | DOUBLE | DOUBLE
            TINYINT | INT | INT
            INT | FLOAT | DOUBLE
            FLOAT | DOUBLE | DOUBLE
            BOOLEAN | STRING | STRING
            TIMESTAMP | STRING | STRING
            DECIMAL(10,2) | DECIMAL(12,4) | DECIMAL(12,4)
            DECIMAL(10,2) | DECIMAL(9,4) | DECIMAL(12,4)
            DECIMAL(5,2) | INT | DECIMAL(12,2)
            DECIMAL(5,2) | BIGINT | DECIMAL(22,2)
            DECIMAL(38,0) | DECIMAL(3,2) | -
            DECIMAL(10,2) | DOUBLE | -
            BOOLEAN | BIGINT | -
            DATE | TIMESTAMP | -
            STRING | ARRAY<STRING> | -
            STRUCT<a: INT> | ARRAY<INT> | -
            ARRAY<BIGINT> | ARRAY<DOUBLE> | ARRAY<DOUBLE>
            ARRAY<BIGINT> | ARRAY<BOOLEAN> | -
            STRUCT<a: INT, b: INT> | STRUCT<B: STRING, c: DATE> | STRUCT<a: INT, b: STRING, c: DATE>
            STRUCT<a: INT, b: INT> | STRUCT<a: BOOLEAN, c: INT> | -
            MAP<INT, INT> | MAP<STRING, DOUBLE> | MAP<STRING, DOUBLE>
            MAP<INT, INT> | MAP<BIGINT, INT> | MAP<BIGINT, INT>
            MAP<BIGINT, INT> | MAP<DOUBLE, INT> | -
            MAP<STRUCT<a: INT>, INT> | MAP<STRUCT<b: INT>, INT> | -
            """)
    void findsTheNarrowestTypeOfBoth(String a, String b, String merged) {
        Optional<String> expected = Optional.of(merged).filter(type -> !type.equals("-"));

        assertThat(TypeMerge.merge(type(a), type(b)).map(DdlSchema::toDdl)).isEqualTo(expected);
        assertThat(TypeMerge.merge(type(b), type(a)).map(Schemas::normal))
                .isEqualTo(expected.map(TypeMergeTest::type).map(Schemas::normal));
    }

    private static DataType type(String ddl) {
        return DdlSchema.parse("c " + ddl).at(0).getDataType();
    }

    @Property
    void theOrderOfRowsDoesNotMatter(@ForAll("types") DataType a, @ForAll("types") DataType b) {
        assertThat(TypeMerge.merge(a, b).map(Schemas::normal))
                .isEqualTo(TypeMerge.merge(b, a).map(Schemas::normal));
    }

    @Property
    void bothFitIntoWhatTheyMakeTogether(@ForAll("types") DataType a, @ForAll("types") DataType b) {
        TypeMerge.merge(a, b).ifPresent(merged -> {
            assertThat(TypeMerge.merge(merged, a).map(Schemas::normal)).contains(Schemas.normal(merged));
            assertThat(TypeMerge.merge(merged, b).map(Schemas::normal)).contains(Schemas.normal(merged));
        });
    }

    @Property
    void threeRowsMeetInOneTypeWhereverTheyMeet(
            @ForAll("numbers") DataType a, @ForAll("numbers") DataType b, @ForAll("numbers") DataType c) {
        Optional<DataType> left = TypeMerge.merge(a, b).flatMap(ab -> TypeMerge.merge(ab, c));
        Optional<DataType> right = TypeMerge.merge(b, c).flatMap(bc -> TypeMerge.merge(a, bc));
        if (left.isPresent() && right.isPresent()) {
            assertThat(left).isEqualTo(right);
        }
    }

    @Provide
    Arbitrary<DataType> types() {
        return Schemas.type();
    }

    @Provide
    Arbitrary<DataType> numbers() {
        return Schemas.scalar().withoutEdgeCases();
    }
}
