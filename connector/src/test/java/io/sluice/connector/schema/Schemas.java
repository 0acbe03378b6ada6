package io.sluice.connector.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Schemas for properties. */
final class Schemas {
    private Schemas() {}

    /** What DDL can say: any nesting, names that Delta allows, comments, NOT NULL. */
    static Arbitrary<StructType> any() {
        return struct(3).withoutEdgeCases();
    }

    static Arbitrary<DataType> scalar() {
        Arbitrary<DataType> decimal = Arbitraries.integers().between(1, 38).flatMap(precision -> Arbitraries.integers()
                .between(0, precision)
                .map(scale -> new DecimalType(precision, scale)));
        return Arbitraries.oneOf(Arbitraries.of(DdlTypes.BY_NAME.values()), decimal);
    }

    static Arbitrary<DataType> type() {
        return type(2).withoutEdgeCases();
    }

    private static Arbitrary<DataType> type(int depth) {
        if (depth == 0) {
            return scalar();
        }
        Arbitrary<DataType> array = type(depth - 1).map(element -> new ArrayType(element, true));
        Arbitrary<DataType> map = Combinators.combine(
                        type(depth - 1).filter(key -> !Types.containsMap(key)), type(depth - 1))
                .as((key, value) -> new MapType(key, value, true));
        return Arbitraries.frequencyOf(
                Tuple.of(5, scalar()),
                Tuple.of(1, array),
                Tuple.of(1, map),
                Tuple.of(2, struct(depth - 1).map(DataType.class::cast)));
    }

    private static Arbitrary<StructType> struct(int depth) {
        return Combinators.combine(name(), type(depth), Arbitraries.of(true, true, true, false), comment())
                .as(StructField::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .uniqueElements(field -> ColumnNames.key(field.getName()))
                .map(StructType::new);
    }

    private static Arbitrary<String> name() {
        Arbitrary<String> simple =
                Arbitraries.strings().withChars("abcAB_1").ofMinLength(1).ofMaxLength(4);
        Arbitrary<String> quoted =
                Arbitraries.strings().withChars("`'\"<>:.a\\").ofMinLength(1).ofMaxLength(4);
        Arbitrary<String> odd =
                Arbitraries.strings().ofMinLength(1).ofMaxLength(6).map(ColumnNames::columnName);
        return Arbitraries.oneOf(simple, quoted, odd);
    }

    private static Arbitrary<FieldMetadata> comment() {
        Arbitrary<FieldMetadata> some = Arbitraries.oneOf(
                        Arbitraries.strings().ofMaxLength(8),
                        Arbitraries.strings().withChars("'\"\\`n\n\t ").ofMaxLength(6))
                .map(ColumnNames::comment);
        return Arbitraries.oneOf(Arbitraries.just(FieldMetadata.empty()), some);
    }

    /** Some of the fields, at every level, in any order; never none. */
    static StructType part(StructType of, Random random) {
        List<StructField> fields = new ArrayList<>();
        for (StructField field : of.fields()) {
            if (random.nextBoolean()) {
                fields.add(field.withDataType(part(field.getDataType(), random)));
            }
        }
        Collections.shuffle(fields, random);
        return fields.isEmpty() ? new StructType(of.fields().subList(0, 1)) : new StructType(fields);
    }

    private static DataType part(DataType type, Random random) {
        if (type instanceof StructType struct) {
            return part(struct, random);
        }
        if (type instanceof ArrayType array) {
            return new ArrayType(part(array.getElementType(), random), array.containsNull());
        }
        return type instanceof MapType map
                ? new MapType(
                        part(map.getKeyType(), random), part(map.getValueType(), random), map.isValueContainsNull())
                : type;
    }

    /** The same columns by name, whatever their order, nullability and metadata. */
    static String normal(DataType type) {
        if (type instanceof StructType struct) {
            return struct.fields().stream()
                    .sorted(Comparator.comparing(field -> ColumnNames.key(field.getName())))
                    .map(field -> ColumnNames.key(field.getName()) + " " + normal(field.getDataType()))
                    .toList()
                    .toString();
        }
        if (type instanceof ArrayType array) {
            return "array " + normal(array.getElementType());
        }
        return type instanceof MapType map
                ? "map " + normal(map.getKeyType()) + " " + normal(map.getValueType())
                : type.toString();
    }
}
