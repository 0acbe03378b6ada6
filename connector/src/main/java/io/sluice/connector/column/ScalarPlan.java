package io.sluice.connector.column;

import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.sluice.connector.error.RecordError;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** A scalar of Connect. */
record ScalarPlan(Field field, Schema schema, Put put, Unfit unfit) implements Plan {
    private static final long MILLIS_PER_DAY = 86_400_000;

    /** One kind of source value into a field; false when it does not fit. */
    @FunctionalInterface
    interface Put {
        boolean put(Field field, int slot, Object value);
    }

    @Override
    public void append(int slot, Object value) throws RecordError {
        if (!put.put(field, slot, value)) {
            unfit.append(slot, value);
        }
    }

    /** @param type what {@link io.sluice.connector.schema.ConnectTypes} makes of the schema */
    static Put put(Schema schema, DataType type, Scratch scratch) {
        String name = schema.name() == null ? "" : schema.name();
        return switch (schema.type()) {
            case INT8 -> (field, slot, value) -> field.integer(slot, (Byte) value, ByteType.BYTE);
            case INT16 -> (field, slot, value) -> field.integer(slot, (Short) value, ShortType.SHORT);
            case INT32 ->
                switch (name) {
                    case Date.LOGICAL_NAME -> ScalarPlan::date;
                    case Time.LOGICAL_NAME -> (field, slot, value) -> time(field, slot, value, scratch);
                    default -> (field, slot, value) -> field.integer(slot, (Integer) value, IntegerType.INTEGER);
                };
            case INT64 ->
                name.equals(Timestamp.LOGICAL_NAME)
                        ? (field, slot, value) -> MapAppender.millis(field, slot, ((java.util.Date) value).getTime())
                        : (field, slot, value) -> field.integer(slot, (Long) value, LongType.LONG);
            case FLOAT32 -> (field, slot, value) -> single(field, slot, (Float) value, scratch.fraction);
            case FLOAT64 -> (field, slot, value) -> number(field, slot, (Double) value, scratch.fraction);
            case BOOLEAN -> (field, slot, value) -> field.bool(slot, (Boolean) value);
            case STRING -> (field, slot, value) -> scratch.utf8.set((String) value) && field.text(slot, scratch.utf8);
            case BYTES ->
                name.equals(Decimal.LOGICAL_NAME)
                        ? (field, slot, value) -> decimal(field, slot, (BigDecimal) value, type, scratch.fraction)
                        : ScalarPlan::bytes;
            default -> throw new IllegalArgumentException("no scalar: " + schema.type());
        };
    }

    private static boolean date(Field field, int slot, Object value) {
        long millis = ((java.util.Date) value).getTime();
        return Math.floorMod(millis, MILLIS_PER_DAY) == 0 && field.date(slot, Math.floorDiv(millis, MILLIS_PER_DAY));
    }

    private static boolean time(Field field, int slot, Object value, Scratch scratch) {
        long millis = ((java.util.Date) value).getTime();
        return millis >= 0
                && millis < MILLIS_PER_DAY
                && scratch.utf8.set(Times.timeOfDay(millis))
                && field.text(slot, scratch.utf8);
    }

    private static boolean single(Field field, int slot, float value, Fraction fraction) {
        fraction.set(value);
        return field.fraction(slot, fraction, FloatType.FLOAT);
    }

    private static boolean number(Field field, int slot, double value, Fraction fraction) {
        fraction.set(value);
        return field.fraction(slot, fraction, DoubleType.DOUBLE);
    }

    private static boolean decimal(Field field, int slot, BigDecimal value, DataType type, Fraction fraction) {
        fraction.set(value);
        return field.fraction(slot, fraction, type);
    }

    private static boolean bytes(Field field, int slot, Object value) {
        if (value instanceof byte[] bytes) {
            return field.binary(slot, bytes, 0, bytes.length);
        }
        byte[] copy = new byte[((ByteBuffer) value).remaining()];
        ((ByteBuffer) value).duplicate().get(copy);
        return field.binary(slot, copy, 0, copy.length);
    }
}
