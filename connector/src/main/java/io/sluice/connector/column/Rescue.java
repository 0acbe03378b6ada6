package io.sluice.connector.column;

import org.apache.kafka.connect.data.Schema;

/**
 * What of the row in hand did not fit its columns, as the members of a JSON object: JSON Pointer of the field (RFC 6901) to its raw value.
 * Where a field stands twice in the value, its pointer may stand twice here, in the value's order: nothing is lost.
 */
final class Rescue {
    private static final int FIRST = 256;
    /** A row that rescued more gives the memory back. */
    private static final int KEEP = 1 << 16;

    private final JsonText text = new JsonText(FIRST);
    private final StringScalar column;

    Rescue(StringScalar column) {
        this.column = column;
    }

    /** Where the next member will begin. */
    int mark() {
        return text.length();
    }

    /** Takes back what came after a mark. */
    void reset(int mark) {
        text.truncate(mark);
    }

    /** A value as it stood in the JSON source. */
    void raw(String pointer, byte[] json, int from, int to) {
        name(pointer);
        text.raw(json, from, to - from);
    }

    /** A value that Connect gave. */
    void value(String pointer, Object value, Schema schema) {
        name(pointer);
        text.value(value, schema);
    }

    /** Members that were rescued before, without the braces. */
    void members(byte[] json, int from, int to) {
        if (text.length() > 0) {
            text.raw(',');
        }
        text.raw(json, from, to - from);
    }

    private void name(String pointer) {
        if (text.length() > 0) {
            text.raw(',');
        }
        text.string(pointer);
        text.raw(':');
    }

    /** Stores the object as the row's value, when there is one, and begins the next row. */
    void finish(int row, Utf8 holder) {
        int length = text.length();
        if (length > 0) {
            text.raw('}');
            text.prepend('{');
            holder.set(text.bytes(), 0, text.length());
            column.text(row, holder);
            clear();
        }
    }

    void clear() {
        text.truncate(0);
        if (text.bytes().length > KEEP) {
            text.shrink(FIRST);
        }
    }
}
