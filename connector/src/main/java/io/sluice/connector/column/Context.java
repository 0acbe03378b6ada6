package io.sluice.connector.column;

import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.schema.Widening;
import java.util.ArrayList;
import java.util.List;

/** What the columns and appenders of one buffer share. */
final class Context {
    private final Memory memory = new Memory();
    private final Scratch scratch = new Scratch();
    private final Scratch conversions = new Scratch();
    private final StringScalar rescued = new StringScalar(memory, conversions);
    private final Rescue rescue = new Rescue(rescued);
    private final List<ScalarNode> promoted = new ArrayList<>();
    private final List<StructNode> grown = new ArrayList<>();
    private final List<Replaced> replaced = new ArrayList<>();
    private final Times times;
    private final boolean rescues;
    private final boolean closed;
    private final int maxNesting;
    private final Widening widening;
    private long objects;
    private long typings;

    /** A field, and what it held before the row that is being appended. */
    private record Replaced(Field field, Node before) {}

    /** @param closed whether a field without a column is a mismatch: {@code schema.evolution=none} and the table exists */
    Context(ValueSettings settings, boolean closed, Widening widening) {
        this.widening = widening;
        this.times = new Times(settings.timestampFormats(), settings.timeZone());
        this.rescues = settings.mismatch() == SchemaMismatch.RESCUE;
        this.closed = closed;
        this.maxNesting = settings.maxNesting();
    }

    Memory memory() {
        return memory;
    }

    /** Holds the value in hand. */
    Scratch scratch() {
        return scratch;
    }

    /** Holds what columns convert, while the value in hand waits. */
    Scratch conversions() {
        return conversions;
    }

    Rescue rescue() {
        return rescue;
    }

    /** The column {@code _rescued}. */
    StringScalar rescued() {
        return rescued;
    }

    Times times() {
        return times;
    }

    /** Whether a value that does not fit is kept in {@code _rescued}, rather than an error. */
    boolean rescues() {
        return rescues;
    }

    boolean closed() {
        return closed;
    }

    /** Levels of nesting that a column may have. */
    int maxNesting() {
        return maxNesting;
    }

    /** How the table's columns may change their types. */
    Widening widening() {
        return widening;
    }

    /** A number that no other object of this buffer has: what a field remembers to know that it came twice. */
    long nextObject() {
        return ++objects;
    }

    /** A column has shown its type, or was given one: what was not known may be known now. */
    void typed() {
        typings++;
    }

    /** Changes whenever something that was not known may have become known. */
    long typings() {
        return typings;
    }

    /** The column took another type within the row that is being appended. */
    void promoted(ScalarNode column) {
        promoted.add(column);
    }

    /** The struct got fields within the row that is being appended. */
    void grown(StructNode struct) {
        grown.add(struct);
    }

    /** The field, which held no value and knew no type, took another shape within the row that is being appended. */
    void replaced(Field field, Node before) {
        replaced.add(new Replaced(field, before));
    }

    /** The row is in. */
    void commit() {
        for (int i = 0; i < promoted.size(); i++) {
            promoted.get(i).commit();
        }
        promoted.clear();
        for (int i = 0; i < grown.size(); i++) {
            grown.get(i).keepFields();
        }
        grown.clear();
        replaced.clear();
    }

    /**
     * The row is out; its values were truncated.
     *
     * @return whether fields that it had added, or shapes that it gave to fields, are gone too
     */
    boolean rollback() {
        promoted.clear();
        rescue.clear();
        // A struct within a new field grew after the struct that got the field.
        for (int i = grown.size() - 1; i >= 0; i--) {
            grown.get(i).dropFields();
        }
        for (int i = replaced.size() - 1; i >= 0; i--) {
            replaced.get(i).field().restore(replaced.get(i).before());
        }
        boolean dropped = !grown.isEmpty() || !replaced.isEmpty();
        grown.clear();
        replaced.clear();
        return dropped;
    }
}
