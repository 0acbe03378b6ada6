package io.sluice.protobuf.data;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/**
 * Messages of google.protobuf that mean more than their fields, by their full name ("Well-Known Types" in protobuf's reference). All
 * others are structs as they are declared: Duration too, whose {@code seconds} and {@code nanos} say their unit and lose nothing, while
 * neither Connect nor a lake has a type for a span of time; Any, whose bytes need a schema that nobody names; and those of google.type.
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>protobuf</th><th>Connect</th></tr>
 * <tr><td>Timestamp</td><td>INT64 {@code io.debezium.time.MicroTimestamp}: microseconds since 1970-01-01 00:00 UTC, rounded down</td></tr>
 * <tr><td>DoubleValue … BytesValue</td><td>the scalar that they wrap</td></tr>
 * <tr><td>Struct, Value, ListValue</td><td>STRING {@code io.debezium.data.Json}: protobuf's JSON mapping, keys in order</td></tr>
 * </table>
 */
final class WellKnownTypes {
    private static final String MICRO_TIMESTAMP = "io.debezium.time.MicroTimestamp";
    private static final String JSON = "io.debezium.data.Json";
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().omittingInsignificantWhitespace().sortingMapKeys();

    private WellKnownTypes() {}

    /** Empty for a message that is a struct. */
    static Optional<ConnectType> of(Descriptor type, boolean optional) {
        return switch (type.getFullName()) {
            case "google.protobuf.Timestamp" -> Optional.of(timestamp(type, optional));
            case "google.protobuf.Struct", "google.protobuf.Value", "google.protobuf.ListValue" ->
                Optional.of(new ConnectType(named(SchemaBuilder.string(), JSON, optional), WellKnownTypes::json));
            case "google.protobuf.DoubleValue",
                    "google.protobuf.FloatValue",
                    "google.protobuf.Int64Value",
                    "google.protobuf.UInt64Value",
                    "google.protobuf.Int32Value",
                    "google.protobuf.UInt32Value",
                    "google.protobuf.BoolValue",
                    "google.protobuf.StringValue",
                    "google.protobuf.BytesValue" -> Optional.of(wrapped(type.findFieldByNumber(1), optional));
            default -> Optional.empty();
        };
    }

    private static ConnectType wrapped(FieldDescriptor field, boolean optional) {
        ConnectType scalar = ScalarTypes.of(field, optional);
        return new ConnectType(scalar.schema(), wrapper -> scalar.value().apply(((Message) wrapper).getField(field)));
    }

    private static ConnectType timestamp(Descriptor type, boolean optional) {
        FieldDescriptor seconds = type.findFieldByNumber(1);
        FieldDescriptor nanos = type.findFieldByNumber(2);
        return new ConnectType(named(SchemaBuilder.int64(), MICRO_TIMESTAMP, optional), value -> {
            Message timestamp = (Message) value;
            return micros((Long) timestamp.getField(seconds), (Integer) timestamp.getField(nanos));
        });
    }

    private static long micros(long seconds, int nanos) {
        try {
            return Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), Math.floorDiv(nanos, NANOS_PER_MICRO));
        } catch (ArithmeticException e) {
            throw new DataException(
                    "A google.protobuf.Timestamp of " + seconds
                            + " seconds is beyond 64 bits of microseconds, and beyond protobuf's own years 1 to 9999. Check"
                            + " whether the producer sets milliseconds or nanoseconds there.",
                    e);
        }
    }

    private static String json(Object value) {
        try {
            return PRINTER.print((Message) value);
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new DataException(
                    "A " + ((Message) value).getDescriptorForType().getFullName() + " has no JSON: " + e.getMessage()
                            + ". Check the producer: protobuf allows no NaN and no infinity in it.",
                    e);
        }
    }

    private static Schema named(SchemaBuilder schema, String name, boolean optional) {
        SchemaBuilder named = schema.name(name);
        return optional ? named.optional().build() : named.build();
    }
}
