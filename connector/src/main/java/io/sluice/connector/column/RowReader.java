package io.sluice.connector.column;

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads values back out of the columns as objects, in the shapes that {@link MapAppender} takes. For refits and messages: not fast. */
final class RowReader {
    private RowReader() {}

    /** @return the value of a slot, null when there is none */
    static Object value(Field field, int slot) {
        Node node = field.node();
        if (node instanceof ScalarNode scalar) {
            Scalar values = scalar.current();
            int index = values == null ? -1 : values.slots.indexOf(slot);
            return index < 0 ? null : scalar(values, index);
        }
        if (node instanceof StructNode struct) {
            return struct.slots().indexOf(slot) < 0 ? null : fields(struct, slot);
        }
        if (node instanceof ListNode list) {
            return list(list, slot);
        }
        return node instanceof MapNode map ? map(map, slot) : null;
    }

    /** @return the fields of an object by their own names, nulls left out */
    static Map<String, Object> fields(StructNode struct, int slot) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (Field field : struct.fields()) {
            Object value = value(field, slot);
            if (value != null) {
                result.put(field.name(), value);
            }
        }
        return result;
    }

    private static List<Object> list(ListNode node, int slot) {
        int index = node.ranges().slots().indexOf(slot);
        if (index < 0) {
            return null;
        }
        List<Object> result = new ArrayList<>();
        for (int i = node.ranges().start(index); i < node.ranges().end(index); i++) {
            result.add(value(node.element(), i));
        }
        return result;
    }

    private static Map<Object, Object> map(MapNode node, int slot) {
        int index = node.ranges().slots().indexOf(slot);
        if (index < 0) {
            return null;
        }
        Map<Object, Object> result = new LinkedHashMap<>();
        for (int i = node.ranges().start(index); i < node.ranges().end(index); i++) {
            result.put(value(node.key(), i), value(node.value(), i));
        }
        return result;
    }

    private static Object scalar(Scalar values, int index) {
        DataType type = values.type();
        if (type instanceof StringType) {
            return new String(values.bytes(), values.offsetAt(index), values.lengthAt(index), StandardCharsets.UTF_8);
        }
        if (type instanceof BinaryType) {
            int offset = values.offsetAt(index);
            return Arrays.copyOfRange(values.bytes(), offset, offset + values.lengthAt(index));
        }
        if (type instanceof BooleanType) {
            return values.booleanAt(index);
        }
        if (type instanceof DoubleType) {
            return values.doubleAt(index);
        }
        if (type instanceof FloatType) {
            return (float) values.doubleAt(index);
        }
        if (values instanceof DecimalScalar decimals) {
            return decimals.decimalAt(index);
        }
        return time(values.longAt(index), type);
    }

    private static Object time(long value, DataType type) {
        if (type instanceof DateType) {
            return LocalDate.ofEpochDay(value);
        }
        if (type instanceof TimestampType) {
            return Times.instant(value);
        }
        if (type instanceof TimestampNTZType) {
            return LocalDateTime.ofInstant(Times.instant(value), ZoneOffset.UTC);
        }
        return value;
    }
}
