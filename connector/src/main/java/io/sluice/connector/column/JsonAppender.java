package io.sluice.connector.column;

import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.sluice.connector.error.RecordError;
import java.util.HashSet;
import java.util.Set;

/**
 * Parses a JSON object (RFC 8259, UTF-8) straight into the columns: no tree, no map, no objects for names, numbers and booleans, no copy of a
 * string but the one into its column. Keeps the span of the source of what is rescued, so that it is kept as it was written.
 */
final class JsonAppender {
    private final Context context;
    private final Rescue rescue;
    private final StructNode root;
    private final JsonReader reader = new JsonReader();

    JsonAppender(StructNode root, Context context) {
        this.context = context;
        this.rescue = context.rescue();
        this.root = root;
    }

    /** Appends one object; on an error what came before it stays, for the caller to truncate. */
    void append(byte[] json, int offset, int length, int row) throws RecordError {
        append(null, json, offset, length, row);
    }

    /** Appends one object as a field of the row. */
    void append(Field field, byte[] json, int row) throws RecordError {
        append(field, json, 0, json.length, row);
    }

    private void append(Field field, byte[] json, int offset, int length, int row) throws RecordError {
        int end = offset + length;
        // A byte order mark, which a parser may ignore (RFC 8259, section 8.1).
        boolean marked = length >= 3
                && json[offset] == (byte) 0xEF
                && json[offset + 1] == (byte) 0xBB
                && json[offset + 2] == (byte) 0xBF;
        int first = marked ? offset + 3 : offset;
        boolean begun = field == null && first < end && json[first] == '{';
        int members = first + 1;
        int after = begun ? plain(json, members, end, row) : first;
        if (begun && after > members && after + 1 == end && json[after] == '}') {
            return;
        }
        reader.begin(json, after, end, offset);
        try {
            if (begun) {
                reader.inside();
                fields(root, row, after > members ? reader.more('}') : reader.any('}'));
            } else {
                document(field, row);
            }
            if (!reader.atEnd()) {
                throw JsonErrors.malformed("goes on after its object, at byte " + reader.offset() + ".");
            }
        } catch (RecordError e) {
            // The reader stops at the first error, whatever it is; bytes that are no text at all come before any other.
            int invalid = Utf8Check.firstInvalid(json, offset, end);
            throw invalid < end
                    ? JsonErrors.malformed("is not UTF-8 text: byte " + (invalid - offset) + " is none of it.")
                    : e;
        } finally {
            reader.end();
        }
    }

    /** Most records need no more, and so none of the objects that would be pointed at the record's bytes: see {@link Utf8}. */
    private int plain(byte[] json, int at, int end, int row) {
        root.begin(row);
        return PlainMembers.append(root, row, json, at, end);
    }

    private void document(Field field, int row) throws RecordError {
        if (reader.atEnd()) {
            throw JsonErrors.malformed("is empty.");
        }
        int kind = reader.value();
        if (kind != JsonReader.OBJECT) {
            if (kind <= JsonReader.FRACTION) {
                reader.requireSpace();
            }
            throw JsonErrors.notAnObject(kind);
        }
        if (field == null) {
            fields(root, row);
        } else {
            object(field, row);
        }
    }

    private void fields(StructNode struct, int slot) throws RecordError {
        struct.begin(slot);
        fields(struct, slot, reader.any('}'));
    }

    /** @param any whether the reader stands before a member */
    private void fields(StructNode struct, int slot, boolean any) throws RecordError {
        long object = struct.object();
        for (boolean more = any; more; more = reader.more('}')) {
            int from = reader.position();
            int after = PlainMembers.append(struct, slot, reader.bytes(), from, reader.limit());
            if (after > from) {
                reader.moveTo(after);
            } else {
                member(struct, slot, object);
            }
        }
    }

    private void member(StructNode struct, int slot, long object) throws RecordError {
        Field field = struct.likely();
        boolean expected = field != null && reader.takes(field.jsonName());
        JsonString name = expected ? null : reader.name();
        int kind = reader.value();
        if (expected) {
            struct.passed();
        } else {
            field = struct.field(name);
        }
        if (field == null) {
            noColumn(struct, slot, name.toString(), kind);
        } else if (field.see(object)) {
            value(field, slot, kind);
        } else {
            keep(Pointer.of(struct.owner(), slot, field.name()), kind);
        }
    }

    private void noColumn(StructNode struct, int slot, String name, int kind) throws RecordError {
        if (kind == JsonReader.NULL) {
            return;
        }
        String pointer = Pointer.of(struct.owner(), slot, name);
        if (!context.rescues()) {
            throw Mismatch.noColumn(pointer, name);
        }
        keep(pointer, kind);
    }

    private void value(Field field, int slot, int kind) throws RecordError {
        switch (kind) {
            case JsonReader.NULL -> {}
            case JsonReader.INTEGER -> {
                if (!field.integer(slot, reader.lastNumber().integer(), LongType.LONG)) {
                    mismatch(field, slot, "BIGINT");
                }
            }
            case JsonReader.FRACTION -> {
                if (!fraction(field, slot)) {
                    mismatch(field, slot, reader.lastNumber().isWhole() ? "BIGINT" : "DOUBLE");
                }
            }
            case JsonReader.STRING -> {
                if (!text(field, slot)) {
                    mismatch(field, slot, "STRING");
                }
            }
            case JsonReader.TRUE, JsonReader.FALSE -> {
                if (!field.bool(slot, kind == JsonReader.TRUE)) {
                    mismatch(field, slot, "BOOLEAN");
                }
            }
            case JsonReader.OBJECT -> object(field, slot);
            default -> array(field, slot);
        }
    }

    private boolean fraction(Field field, int slot) {
        Fraction fraction = context.scratch().fraction;
        reader.lastNumber().into(fraction);
        return field.fraction(slot, fraction, DoubleType.DOUBLE);
    }

    private boolean text(Field field, int slot) throws RecordError {
        Utf8 utf8 = context.scratch().utf8;
        return reader.string().utf8(utf8) && field.text(slot, utf8);
    }

    private void object(Field field, int slot) throws RecordError {
        MapNode map = field.map();
        if (map != null) {
            entries(map, slot);
            return;
        }
        StructNode struct = field.struct();
        if (struct == null) {
            mismatch(field, slot, "STRUCT", JsonReader.OBJECT);
        } else if (struct.known()) {
            fields(struct, slot);
        } else {
            int start = reader.start();
            int mark = rescue.mark();
            fields(struct, slot);
            keepUntyped(field, slot, mark, start);
        }
    }

    private void array(Field field, int slot) throws RecordError {
        ListNode list = field.list();
        if (list == null) {
            mismatch(field, slot, "ARRAY", JsonReader.ARRAY);
        } else if (list.known()) {
            elements(list, slot);
        } else {
            int start = reader.start();
            int mark = rescue.mark();
            elements(list, slot);
            keepUntyped(field, slot, mark, start);
        }
    }

    /** What has shown no type ({}, [], [null]) makes no column, and is rescued whole. */
    private void keepUntyped(Field field, int slot, int mark, int start) {
        if (!field.known()) {
            field.truncate(slot);
            rescue.reset(mark);
            rescue.raw(Pointer.of(field, slot), reader.bytes(), start, reader.position());
        }
    }

    private void elements(ListNode list, int slot) throws RecordError {
        Ranges ranges = list.ranges();
        ranges.begin(slot);
        for (boolean more = reader.any(']'); more; more = reader.more(']')) {
            int kind = reader.value();
            value(list.element(), ranges.next(), kind);
        }
    }

    private void entries(MapNode map, int slot) throws RecordError {
        Ranges ranges = map.ranges();
        ranges.begin(slot);
        Set<String> seen = new HashSet<>();
        for (boolean more = reader.any('}'); more; more = reader.more('}')) {
            String name = reader.name().toString();
            int kind = reader.value();
            int entry = ranges.next();
            if (seen.add(name) && MapKeys.append(map.key(), entry, name, context.scratch())) {
                value(map.value(), entry, kind);
            } else {
                ranges.back();
                keep(Pointer.of(ranges.field(), slot, name), kind);
            }
        }
    }

    /** For a scalar, which has been read. */
    private void mismatch(Field field, int slot, String type) throws RecordError {
        requireRescue(field, slot, type);
        rescue.raw(Pointer.of(field, slot), reader.bytes(), reader.start(), reader.position());
    }

    private void mismatch(Field field, int slot, String type, int kind) throws RecordError {
        requireRescue(field, slot, type);
        keep(Pointer.of(field, slot), kind);
    }

    private void requireRescue(Field field, int slot, String type) throws RecordError {
        if (!context.rescues()) {
            throw Mismatch.type(field, slot, type);
        }
    }

    /** Rescues the value of which the reader has told the kind, as it is written. */
    private void keep(String pointer, int kind) throws RecordError {
        int start = reader.start();
        if (kind == JsonReader.STRING) {
            reader.string();
        } else {
            reader.skip(kind);
        }
        rescue.raw(pointer, reader.bytes(), start, reader.position());
    }
}
