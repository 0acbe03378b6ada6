package io.sluice.connector.column;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.TimestampNTZType;
import io.sluice.connector.schema.TypeMerge;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A scalar column. Unless its type is fixed, a value of another type that merges with it ({@link TypeMerge}) promotes the column: its
 * values are copied to the merged type, and the copy takes the old one's place when the row is in. Were one of them not exact in the
 * merged type (2^53 + 1 in a DOUBLE), the column stays as it is, and the new value does not fit. A fixed type changes only where a value does
 * not fit it and the table has type widening ({@link io.sluice.connector.schema.Widening}).
 */
final class ScalarNode extends Node {
    private final Context context;
    private final boolean fixed;
    /** Whether the type is known without values. */
    private final boolean expected;
    /** Null while the type is not known. */
    private Scalar values;
    /** Takes the place of {@link #values} when the row is in; mostly null. */
    private Scalar promoted;
    /** A type that is known to need no promotion. */
    private DataType absorbed;
    /** The index of a value that is not exact in {@link #refused}: no need to try again while it is there. */
    private int refusedBy;

    private DataType refused;

    ScalarNode(Context context) {
        this.context = context;
        this.fixed = false;
        this.expected = false;
    }

    ScalarNode(DataType type, boolean fixed, Context context) {
        this.context = context;
        this.fixed = fixed;
        this.expected = true;
        this.values = Scalars.create(type, context);
    }

    /** A column over values that are already there. */
    ScalarNode(Scalar values, Context context) {
        this.context = context;
        this.fixed = true;
        this.expected = true;
        this.values = values;
    }

    boolean integer(int slot, long value, DataType type) {
        Scalar target = accepting(type);
        return (target != null && target.integer(slot, value)) || widen(type, wider -> wider.integer(slot, value));
    }

    boolean fraction(int slot, Fraction value, DataType type) {
        // 1e400 would make a DOUBLE of the column, and then not fit.
        boolean beyond = !value.binary() && Double.isInfinite(value.number());
        if (beyond && !fixed && !(current() instanceof StringScalar)) {
            return false;
        }
        Scalar target = accepting(type);
        return (target != null && target.fraction(slot, value))
                || widen(exact(value, type), wider -> wider.fraction(slot, value));
    }

    boolean bool(int slot, boolean value, DataType type) {
        Scalar target = accepting(type);
        return target != null && target.bool(slot, value);
    }

    boolean text(int slot, Utf8 value, DataType type) {
        Scalar target = accepting(type);
        return (target != null && target.text(slot, value))
                || (current() instanceof DateScalar
                        && widen(TimestampNTZType.TIMESTAMP_NTZ, wider -> wider.text(slot, value)));
    }

    boolean binary(int slot, byte[] value, int offset, int length, DataType type) {
        Scalar target = accepting(type);
        return target != null && target.binary(slot, value, offset, length);
    }

    boolean date(int slot, long epochDay, DataType type) {
        Scalar target = accepting(type);
        return target != null && target.date(slot, epochDay);
    }

    boolean timestamp(int slot, long epochMicros, DataType type) {
        Scalar target = accepting(type);
        return target != null && target.timestamp(slot, epochMicros);
    }

    boolean localTimestamp(int slot, long localMicros, DataType type) {
        Scalar target = accepting(type);
        return (target != null && target.localTimestamp(slot, localMicros))
                || widen(type, wider -> wider.localTimestamp(slot, localMicros));
    }

    /** The values, of the row in hand too; null while the type is not known. */
    Scalar current() {
        return promoted != null ? promoted : values;
    }

    /** The column, when values of the type go into it with nothing to be settled first; null when not. */
    @SuppressWarnings("ReferenceEquality") // As below.
    Scalar settled(DataType type) {
        Scalar current = values;
        boolean shown = current != null && promoted == null && (expected || current.count() > 0);
        return shown && (fixed || current.type() == type || type == absorbed) ? current : null;
    }

    /**
     * As {@link #settled}, and settles what must be. Does not ask that first: with two calls more on the way of a Map's value, of which the
     * JIT inlines but fifteen levels, two of six runs of a worker took half as much CPU again, of ten without them none.
     */
    @SuppressWarnings("ReferenceEquality") // Once a value; types that are equal but not the same go the longer way.
    private Scalar accepting(DataType type) {
        Scalar current = current();
        if (current == null) {
            context.typed();
            values = Scalars.create(type, context);
            return values;
        }
        if (!expected && current.count() == 0) {
            // The first value did not fit after all, and this one may.
            context.typed();
        }
        return fixed || current.type() == type || type == absorbed ? current : promote(current, type);
    }

    private Scalar promote(Scalar current, DataType type) {
        DataType merged = TypeMerge.merge(current.type(), type).orElse(null);
        if (merged == null) {
            // DECIMAL takes nothing but exact numbers: 1.2300 of DECIMAL(38,4) fits DECIMAL(38,2), with which it does
            // not merge.
            return current instanceof DecimalScalar ? current : null;
        }
        if (merged.equals(refused) && refusedBy < current.count()) {
            return null;
        }
        if (merged.equals(current.type())) {
            absorbed = type;
            return current;
        }
        return copied(current, merged);
    }

    /** @return null when a value that is there is not exact in the type */
    private Scalar copied(Scalar current, DataType type) {
        Scalar copy = Scalars.create(type, context);
        for (int i = 0; i < current.count(); i++) {
            if (!current.copyTo(i, current.slots.slot(i), copy, context.conversions())) {
                copy.release();
                refused = type;
                refusedBy = i;
                return null;
            }
        }
        if (promoted == null) {
            context.promoted(this);
        } else {
            promoted.release();
        }
        promoted = copy;
        absorbed = null;
        return copy;
    }

    /** Makes a column of the table wide enough for a value that did not fit, where the table lets its types change. */
    private boolean widen(DataType source, Predicate<Scalar> put) {
        Scalar current = current();
        DataType type = current == null || !fixed
                ? null
                : context.widening().wider(current.type(), source).orElse(null);
        if (type == null) {
            return false;
        }
        // Whether it fits then, before all values are copied.
        Scalar probe = Scalars.create(type, context);
        boolean fits = put.test(probe);
        probe.release();
        Scalar copy = fits ? copied(current, type) : null;
        return copy != null && put.test(copy);
    }

    /** A number beside a DECIMAL has the digits that it has; a double beside integers stays one. */
    private DataType exact(Fraction value, DataType type) {
        if (!(current() instanceof DecimalScalar) && !(type instanceof DecimalType)) {
            return type;
        }
        DataType own = DecimalScalar.type(value.decimal());
        Scalar current = current();
        boolean schemas = current != null
                && type instanceof DecimalType
                && context.widening().wider(current.type(), type).isPresent();
        return schemas || own == null ? type : own;
    }

    void commit() {
        if (promoted != null) {
            values.release();
            values = promoted;
            promoted = null;
        }
    }

    @Override
    Field owner() {
        throw new UnsupportedOperationException("A scalar has no fields");
    }

    @Override
    boolean known() {
        return current() != null && (expected || current().count() > 0);
    }

    @Override
    boolean has(int slot) {
        return current() != null && current().slots.indexOf(slot) >= 0;
    }

    @Override
    int count() {
        return current() == null ? 0 : current().count();
    }

    @Override
    DataType type() {
        return current().type();
    }

    @Override
    void truncate(int limit) {
        if (promoted != null) {
            promoted.release();
            promoted = null;
            absorbed = null;
        }
        if (values != null) {
            values.truncate(limit);
            if (values.count() <= refusedBy) {
                refused = null;
            }
            if (values.count() == 0 && !expected) {
                values.release();
                values = null;
                absorbed = null;
            }
        }
    }

    @Override
    void arrays(Consumer<GrowingArray> each) {
        if (values != null) {
            values.arrays(each);
        }
    }

    @Override
    void takeArrays(Node from) {
        if (values != null && from instanceof ScalarNode scalar && scalar.values != null) {
            values.takeArrays(scalar.values);
        }
    }

    @Override
    void release() {
        if (values != null) {
            values.release();
        }
    }
}
