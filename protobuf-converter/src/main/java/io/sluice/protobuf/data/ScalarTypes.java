package io.sluice.protobuf.data;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Protobuf's scalars and enums ("Scalar Value Types" in its language guide).
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>protobuf</th><th>Connect</th></tr>
 * <tr><td>int32, sint32, sfixed32</td><td>INT32</td></tr>
 * <tr><td>uint32, fixed32</td><td>INT64: half of their values have no INT32</td></tr>
 * <tr><td>int64, sint64, sfixed64</td><td>INT64</td></tr>
 * <tr><td>uint64, fixed64</td><td>Decimal of scale 0 and precision 20: half of their values have no INT64</td></tr>
 * <tr><td>float, double, bool, string, bytes</td><td>FLOAT32, FLOAT64, BOOLEAN, STRING, BYTES</td></tr>
 * <tr><td>enum</td><td>STRING: the value's name, or its number where the schema has no name for it</td></tr>
 * </table>
 */
final class ScalarTypes {
    /** As JDBC's and Debezium's sources tell a decimal's precision, which Connect's Decimal does not know. */
    private static final String DECIMAL_PRECISION = "connect.decimal.precision";

    /** Digits of 2^64 - 1. */
    private static final String UINT64_DIGITS = "20";

    private ScalarTypes() {}

    /** @param field neither a message nor a group; whether it is repeated does not matter */
    static ConnectType of(FieldDescriptor field, boolean optional) {
        return switch (field.getType()) {
            case INT32, SINT32, SFIXED32 -> same(SchemaBuilder.int32(), optional);
            case UINT32, FIXED32 ->
                type(SchemaBuilder.int64(), optional, value -> Integer.toUnsignedLong((Integer) value));
            case INT64, SINT64, SFIXED64 -> same(SchemaBuilder.int64(), optional);
            case UINT64, FIXED64 ->
                type(
                        Decimal.builder(0).parameter(DECIMAL_PRECISION, UINT64_DIGITS),
                        optional,
                        value -> new BigDecimal(Long.toUnsignedString((Long) value)));
            case FLOAT -> same(SchemaBuilder.float32(), optional);
            case DOUBLE -> same(SchemaBuilder.float64(), optional);
            case BOOL -> same(SchemaBuilder.bool(), optional);
            case STRING -> same(SchemaBuilder.string(), optional);
            case BYTES -> type(SchemaBuilder.bytes(), optional, value -> ((ByteString) value).toByteArray());
            case ENUM -> type(SchemaBuilder.string(), optional, value -> name((EnumValueDescriptor) value));
            case MESSAGE, GROUP -> throw new IllegalArgumentException(field.getFullName() + " is a message");
        };
    }

    private static String name(EnumValueDescriptor value) {
        // A value that the schema does not have gets a descriptor of its own, without a place in the enum.
        return value.getIndex() < 0 ? Integer.toString(value.getNumber()) : value.getName();
    }

    private static ConnectType same(SchemaBuilder schema, boolean optional) {
        return type(schema, optional, UnaryOperator.identity());
    }

    private static ConnectType type(SchemaBuilder schema, boolean optional, UnaryOperator<Object> value) {
        Schema built = optional ? schema.optional().build() : schema.build();
        return new ConnectType(built, value);
    }
}
