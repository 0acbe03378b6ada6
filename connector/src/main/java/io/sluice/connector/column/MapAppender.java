package io.sluice.connector.column;

import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.ConnectTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;

/** Appends values without a schema, as converters and transforms give them: Map, List, String, Long, Double, Boolean and their kin. */
final class MapAppender {
    private static final int BITS_OF_LONG = 63;
    private static final LocalDateTime LOCAL_EPOCH = LocalDate.EPOCH.atStartOfDay();

    private final Context context;
    private final Rescue rescue;
    private final boolean exact;

    /** @param exact whether decimals keep all digits; without a schema they are JSON's numbers, which become doubles */
    MapAppender(Context context, boolean exact) {
        this.context = context;
        this.exact = exact;
        this.rescue = context.rescue();
    }

    void append(StructNode root, Map<?, ?> value, int row) throws RecordError {
        fields(root, row, value, 1);
    }

    private void fields(StructNode struct, int slot, Map<?, ?> map, int depth) throws RecordError {
        struct.begin(slot);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            Object value = entry.getValue();
            Field field = struct.field(name);
            if (field == null) {
                noColumn(struct, slot, name, value);
            } else if (field.see(struct.object())) {
                value(field, slot, value, depth);
            } else {
                // Keys that are no strings may be written alike: 1 and "1".
                keep(Pointer.of(struct.owner(), slot, name), value);
            }
        }
    }

    private void noColumn(StructNode struct, int slot, String name, Object value) throws RecordError {
        if (value == null) {
            return;
        }
        String pointer = Pointer.of(struct.owner(), slot, name);
        if (!context.rescues()) {
            throw Mismatch.noColumn(pointer, name);
        }
        keep(pointer, value);
    }

    void value(Field field, int slot, Object value, int depth) throws RecordError {
        if (value == null) {
            return;
        }
        // Classes before interfaces, for which the JVM goes through the list of all that the value's class implements.
        boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
        if ((scalar || !nested(field, slot, value, depth + 1)) && !scalar(field, slot, value)) {
            mismatch(field, slot, value, kind(value));
        }
    }

    /** @return false when it is a scalar */
    private boolean nested(Field field, int slot, Object value, int depth) throws RecordError {
        if (value instanceof Map<?, ?> map) {
            object(field, slot, map, depth);
        } else if (value instanceof List<?> list) {
            array(field, slot, list, depth);
        } else if (value instanceof Struct struct) {
            object(field, slot, asMap(struct), depth);
        } else {
            return false;
        }
        return true;
    }

    private static Map<String, Object> asMap(Struct struct) {
        Map<String, Object> map = new LinkedHashMap<>();
        struct.schema().fields().forEach(field -> map.put(field.name(), struct.getWithoutDefault(field.name())));
        return map;
    }

    private boolean scalar(Field field, int slot, Object value) throws RecordError {
        if (value instanceof String text) {
            Utf8 utf8 = context.scratch().utf8;
            return utf8.set(text) && field.text(slot, utf8);
        }
        if (value instanceof Boolean bool) {
            return field.bool(slot, bool);
        }
        if (value instanceof Number number) {
            return number(field, slot, number);
        }
        if (value instanceof byte[] bytes) {
            return field.binary(slot, bytes, 0, bytes.length);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return field.binary(slot, bytes, 0, bytes.length);
        }
        return time(field, slot, value);
    }

    private boolean number(Field field, int slot, Number value) throws RecordError {
        Fraction fraction = context.scratch().fraction;
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return field.integer(slot, value.longValue(), LongType.LONG);
        }
        if (value instanceof Double) {
            fraction.set(value.doubleValue());
        } else if (value instanceof Float) {
            fraction.set(value.floatValue());
        } else if (value instanceof BigDecimal decimal) {
            if (exact) {
                fraction.set(decimal);
            } else {
                fraction.set(decimal.toString());
            }
        } else if (value instanceof BigInteger integer) {
            if (integer.bitLength() <= BITS_OF_LONG) {
                return field.integer(slot, integer.longValue(), LongType.LONG);
            }
            fraction.set(integer.toString());
        } else {
            throw unsupported(field, slot, value);
        }
        return field.fraction(slot, fraction, DoubleType.DOUBLE);
    }

    private boolean time(Field field, int slot, Object value) throws RecordError {
        if (value instanceof java.util.Date date) {
            return millis(field, slot, date.getTime());
        }
        if (value instanceof Instant instant) {
            long micros = Times.epochMicros(instant);
            return micros != Times.NONE && field.timestamp(slot, micros);
        }
        if (value instanceof LocalDate date) {
            return field.date(slot, date.toEpochDay());
        }
        if (value instanceof LocalDateTime local) {
            return field.localTimestamp(slot, ChronoUnit.MICROS.between(LOCAL_EPOCH, local));
        }
        throw unsupported(field, slot, value);
    }

    /** @return false beyond what microseconds can count */
    static boolean millis(Field field, int slot, long epochMillis) {
        boolean fits = Math.abs(epochMillis) <= Long.MAX_VALUE / 1_000;
        return fits && epochMillis != Long.MIN_VALUE && field.timestamp(slot, epochMillis * 1_000);
    }

    private void object(Field field, int slot, Map<?, ?> value, int depth) throws RecordError {
        requireDepth(field, slot, depth);
        MapNode map = field.map();
        if (map != null) {
            entries(map, slot, value, depth);
            return;
        }
        StructNode struct = field.struct();
        if (struct == null) {
            mismatch(field, slot, value, "STRUCT");
        } else {
            int mark = rescue.mark();
            fields(struct, slot, value, depth);
            keepUntyped(field, slot, mark, value);
        }
    }

    private void array(Field field, int slot, List<?> value, int depth) throws RecordError {
        requireDepth(field, slot, depth);
        ListNode list = field.list();
        if (list == null) {
            mismatch(field, slot, value, "ARRAY");
            return;
        }
        int mark = rescue.mark();
        list.ranges().begin(slot);
        for (Object element : value) {
            value(list.element(), list.ranges().next(), element, depth);
        }
        keepUntyped(field, slot, mark, value);
    }

    /** What has shown no type ({}, [], [null]) makes no column, and is rescued whole. */
    private void keepUntyped(Field field, int slot, int mark, Object value) {
        if (!field.known()) {
            field.truncate(slot);
            rescue.reset(mark);
            rescue.value(Pointer.of(field, slot), value, null);
        }
    }

    private void entries(MapNode map, int slot, Map<?, ?> value, int depth) throws RecordError {
        Ranges ranges = map.ranges();
        ranges.begin(slot);
        for (Map.Entry<?, ?> entry : value.entrySet()) {
            int at = ranges.next();
            if (key(map.key(), at, entry.getKey())) {
                value(map.value(), at, entry.getValue(), depth);
            } else {
                ranges.back();
                keep(Pointer.of(ranges.field(), slot, String.valueOf(entry.getKey())), entry.getValue());
            }
        }
    }

    private boolean key(Field key, int entry, Object value) throws RecordError {
        if (value instanceof String name) {
            return MapKeys.append(key, entry, name, context.scratch());
        }
        return value != null && scalar(key, entry, value);
    }

    private void mismatch(Field field, int slot, Object value, String kind) throws RecordError {
        if (!context.rescues()) {
            throw Mismatch.type(field, slot, kind);
        }
        keep(Pointer.of(field, slot), value);
    }

    private void keep(String pointer, Object value) throws RecordError {
        requireShallow(value, pointer, 1);
        rescue.value(pointer, value, null);
    }

    private static void requireDepth(Field field, int slot, int depth) throws RecordError {
        if (depth > ConnectTypes.MAX_DEPTH) {
            throw tooDeep(Pointer.of(field, slot));
        }
    }

    /** A value that holds itself must not be written as JSON. */
    private static void requireShallow(Object value, String pointer, int depth) throws RecordError {
        if (depth > ConnectTypes.MAX_DEPTH) {
            throw tooDeep(pointer);
        }
        if (value instanceof Map<?, ?> map) {
            for (Object each : map.values()) {
                requireShallow(each, pointer, depth + 1);
            }
        } else if (value instanceof List<?> list) {
            for (Object each : list) {
                requireShallow(each, pointer, depth + 1);
            }
        }
    }

    private static RecordError tooDeep(String pointer) {
        return new RecordError(
                ErrorCode.TOO_DEEP,
                pointer.substring(0, Math.min(pointer.length(), 200)),
                "the value is nested deeper than " + ConnectTypes.MAX_DEPTH + " levels.",
                "Flatten it in the producer or with a transform.");
    }

    private static RecordError unsupported(Field field, int slot, Object value) {
        return new RecordError(
                ErrorCode.UNSUPPORTED_TYPE,
                Pointer.of(field, slot),
                "field '" + field.name() + "' is a " + value.getClass().getName() + ", which no column holds.",
                "Convert it with a transform.");
    }

    private static String kind(Object value) {
        if (value instanceof String) {
            return "STRING";
        }
        if (value instanceof Boolean) {
            return "BOOLEAN";
        }
        if (value instanceof Number) {
            boolean fraction = value instanceof Double || value instanceof Float || value instanceof BigDecimal;
            return fraction ? "DOUBLE" : "BIGINT";
        }
        if (value instanceof byte[] || value instanceof ByteBuffer) {
            return "BINARY";
        }
        return value instanceof LocalDate ? "DATE" : "TIMESTAMP";
    }
}
