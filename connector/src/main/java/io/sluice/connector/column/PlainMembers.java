package io.sluice.connector.column;

import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The short way for the members of a JSON object that are as most are: in the order of the columns, with at most one space after a comma or
 * colon, numbers of up to fifteen digits without an exponent, strings of ASCII without escapes, each of its column's own type. One loop over
 * local variables reads them straight into the columns. At the first that is not so it stops, with nothing of it read or stored:
 * {@link JsonAppender} takes that one, and finds what is wrong where something is.
 */
final class PlainMembers {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int TRUE = 't' | 'r' << 8 | 'u' << 16 | 'e' << 24;
    private static final int ALSE = 'a' | 'l' << 8 | 's' << 16 | 'e' << 24;
    private static final int NULL = 'n' | 'u' << 8 | 'l' << 16 | 'l' << 24;
    /** What a value's reader returns when it is not plain. */
    private static final int NOT_PLAIN = -1;

    private PlainMembers() {}

    /**
     * Appends the members from {@code at} on, where one begins, up to the first that is not plain.
     *
     * @return the index after the last value that was appended; {@code at} when there is none
     */
    static int append(StructNode struct, int slot, byte[] json, int at, int end) {
        long object = struct.object();
        int done = at;
        int name = at;
        while (true) {
            Field field = struct.likely();
            if (field == null || field.seenIn(object) || !field.jsonName().matches(json, name, end)) {
                return done;
            }
            int value = afterSpace(json, name + field.jsonName().length(), end);
            int after = value < end ? value(field, slot, json, value, end) : NOT_PLAIN;
            if (after < 0) {
                return done;
            }
            field.see(object);
            struct.passed();
            done = after;
            if (after == end || json[after] != ',') {
                return done;
            }
            name = afterSpace(json, after + 1, end);
        }
    }

    /** Some producers write a space, none writes two. */
    private static int afterSpace(byte[] json, int at, int end) {
        return at < end && json[at] == ' ' ? at + 1 : at;
    }

    private static int value(Field field, int slot, byte[] json, int at, int end) {
        byte first = json[at];
        if (first == '"') {
            return field.node() instanceof ScalarNode column ? text(column, slot, json, at + 1, end) : NOT_PLAIN;
        }
        if (first == '-' || Digits.is(first)) {
            return field.node() instanceof ScalarNode column ? number(column, slot, json, at, end) : NOT_PLAIN;
        }
        return literal(field, slot, json, at, end);
    }

    private static int literal(Field field, int slot, byte[] json, int at, int end) {
        boolean isFalse = json[at] == 'f';
        int last = isFalse ? at + 1 : at;
        int after = last + Integer.BYTES;
        if (!endsValue(json, after, end)) {
            return NOT_PLAIN;
        }
        int four = (int) INTS.get(json, last);
        if (!isFalse && four == NULL) {
            return after;
        }
        boolean plain = four == (isFalse ? ALSE : TRUE)
                && field.node() instanceof ScalarNode column
                && column.settled(BooleanType.BOOLEAN) instanceof BooleanScalar values
                && values.bool(slot, !isFalse);
        return plain ? after : NOT_PLAIN;
    }

    /** What comes after a literal or number must end it: 1x is not 1. */
    private static boolean endsValue(byte[] json, int at, int end) {
        return at < end && (json[at] == ',' || json[at] == '}');
    }

    private static int text(ScalarNode column, int slot, byte[] json, int at, int end) {
        int quote = JsonString.plain(json, at, end);
        boolean plain = quote < end && json[quote] == '"' && quote - at <= JsonReader.MAX_STRING_LENGTH;
        if (plain && column.settled(StringType.STRING) instanceof StringScalar texts) {
            texts.store(slot, json, at, quote - at);
            return quote + 1;
        }
        return NOT_PLAIN;
    }

    private static int number(ScalarNode column, int slot, byte[] json, int at, int end) {
        boolean negative = json[at] == '-';
        int first = negative ? at + 1 : at;
        long whole = Digits.read(json, first, end);
        int digits = Digits.count(whole);
        int point = first + digits;
        if (digits == 0 || (digits > 1 && json[first] == '0') || point >= end) {
            return NOT_PLAIN;
        }
        long number = Digits.value(whole);
        if (json[point] != '.') {
            Scalar values = endsValue(json, point, end) ? column.settled(LongType.LONG) : null;
            return values != null && values.integer(slot, negative ? -number : number) ? point : NOT_PLAIN;
        }
        long fraction = Digits.read(json, point + 1, end);
        int decimals = Digits.count(fraction);
        int after = point + 1 + decimals;
        if (decimals == 0 || digits + decimals > Digits.MOST || !endsValue(json, after, end)) {
            return NOT_PLAIN;
        }
        double nearest = JsonNumber.divided(Digits.joined(whole, fraction), decimals);
        return column.settled(DoubleType.DOUBLE) instanceof FloatingScalar values
                        && values.decimal(slot, negative ? -nearest : nearest)
                ? after
                : NOT_PLAIN;
    }
}
