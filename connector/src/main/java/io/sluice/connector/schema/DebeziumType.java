package io.sluice.connector.schema;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;

/**
 * Debezium's semantic types (its documentation, "Temporal values" and "Decimal values") whose values are numbers, texts or structs to
 * Connect and something else to a reader. The other names ({@code io.debezium.data.Uuid}, {@code Json}, {@code Enum}, {@code Xml},
 * {@code Bits}, {@code io.debezium.time.Year}, the geometries) need nothing: what Connect holds is what a reader wants.
 */
public enum DebeziumType {
    /** Days since 1970-01-01. */
    DATE("time.Date", Schema.Type.INT32),
    /** Text, {@code 2020-01-31Z}. */
    ISO_DATE("time.IsoDate", Schema.Type.STRING),
    /** Milliseconds since 1970-01-01 00:00, without a zone: taken for UTC, as all the sink's timestamps. */
    TIMESTAMP("time.Timestamp", Schema.Type.INT64),
    MICRO_TIMESTAMP("time.MicroTimestamp", Schema.Type.INT64),
    /** Cut off to microseconds, since Delta has no more. */
    NANO_TIMESTAMP("time.NanoTimestamp", Schema.Type.INT64),
    /** ISO-8601 text with an offset. */
    ZONED_TIMESTAMP("time.ZonedTimestamp", Schema.Type.STRING),
    ISO_TIMESTAMP("time.IsoTimestamp", Schema.Type.STRING),
    /** Milliseconds of the day: text, as Connect's own Time. */
    TIME("time.Time", Schema.Type.INT32),
    MICRO_TIME("time.MicroTime", Schema.Type.INT64),
    NANO_TIME("time.NanoTime", Schema.Type.INT64),
    /**
     * {@code {scale, value}}: a decimal whose scale differs from row to row, as text, the only type that holds each of them as it is. A
     * column that {@code value.schema} declares DECIMAL takes those that fit it.
     */
    VARIABLE_SCALE_DECIMAL("data.VariableScaleDecimal", Schema.Type.STRUCT);

    private static final String PREFIX = "io.debezium.";
    private static final Map<String, DebeziumType> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(type -> type.name, Function.identity()));

    private final String name;
    private final Schema.Type connect;

    DebeziumType(String name, Schema.Type connect) {
        this.name = PREFIX + name;
        this.connect = connect;
    }

    /** Empty when the schema's name is none of these, or its values are not what Debezium puts under that name. */
    public static Optional<DebeziumType> of(Schema schema) {
        DebeziumType type = schema.name() == null ? null : BY_NAME.get(schema.name());
        return type != null && type.connect == schema.type() && (type != VARIABLE_SCALE_DECIMAL || isDecimal(schema))
                ? Optional.of(type)
                : Optional.empty();
    }

    private static boolean isDecimal(Schema schema) {
        return schema.field("scale") != null
                && schema.field("scale").schema().type() == Schema.Type.INT32
                && schema.field("value") != null
                && schema.field("value").schema().type() == Schema.Type.BYTES;
    }

    public DataType delta() {
        return switch (this) {
            case DATE, ISO_DATE -> DateType.DATE;
            case TIMESTAMP, MICRO_TIMESTAMP, NANO_TIMESTAMP, ZONED_TIMESTAMP, ISO_TIMESTAMP -> TimestampType.TIMESTAMP;
            case TIME, MICRO_TIME, NANO_TIME, VARIABLE_SCALE_DECIMAL -> StringType.STRING;
        };
    }
}
