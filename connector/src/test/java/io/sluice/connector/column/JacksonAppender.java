package io.sluice.connector.column;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.LongType;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.ConnectTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** What {@link JsonAppender} must do, as it was done before: by Jackson's streaming parser, which knows the grammar from elsewhere. */
final class JacksonAppender {
    private static final int MAX_NUMBER_LENGTH = 1_000;
    private static final int MAX_STRING_LENGTH = 16 << 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(ConnectTypes.MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final Context context;
    private final Rescue rescue;
    private final StructNode root;
    /** The record in hand. */
    private JsonParser parser;

    private byte[] source;
    private int base;

    JacksonAppender(StructNode root, Context context) {
        this.context = context;
        this.rescue = context.rescue();
        this.root = root;
    }

    /** Appends one object; on an error what came before it stays, for the caller to truncate. */
    void append(byte[] json, int offset, int length, int row) throws RecordError {
        int end = offset + length;
        int start = length >= 3
                        && json[offset] == (byte) 0xEF
                        && json[offset + 1] == (byte) 0xBB
                        && json[offset + 2] == (byte) 0xBF
                ? offset + 3
                : offset;
        int invalid = Utf8Check.firstInvalid(json, start, end);
        if (invalid < end) {
            throw malformed("is not UTF-8 text: byte " + (invalid - offset) + " is none of it.");
        }
        source = json;
        base = start;
        try (JsonParser created = FACTORY.createParser(json, start, end - start)) {
            parser = created;
            document(row);
        } catch (JsonProcessingException e) {
            throw refused(offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            parser = null;
            source = null;
        }
    }

    private void document(int row) throws IOException, RecordError {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw malformed("is empty.");
        }
        if (token != JsonToken.START_OBJECT) {
            throw new RecordError(
                    ErrorCode.NOT_AN_OBJECT,
                    "",
                    "the value is JSON, but no object: it begins with " + token + ".",
                    "Wrap it in an object in the producer, or use a transform such as HoistField with value.format=connect.");
        }
        fields(root, row);
        if (parser.nextToken() != null) {
            throw malformed("goes on after its object, at byte " + position() + ".");
        }
    }

    private RecordError refused(int offset) {
        if (parser.getParsingContext().getNestingDepth() > ConnectTypes.MAX_DEPTH) {
            return new RecordError(
                    ErrorCode.TOO_DEEP,
                    "",
                    "the value is nested deeper than " + ConnectTypes.MAX_DEPTH + " levels.",
                    "Flatten it in the producer.");
        }
        return malformed("is no JSON object that can be read: it breaks off or goes wrong near byte "
                + (position() + base - offset)
                + ", or has a number of more than " + MAX_NUMBER_LENGTH + " digits or a string of more than "
                + MAX_STRING_LENGTH + " characters.");
    }

    private static RecordError malformed(String problem) {
        return new RecordError(
                ErrorCode.MALFORMED_JSON,
                "",
                "the value " + problem,
                "Fix the producer; a dead-letter topic or table (errors.tolerance=all) takes such records aside.");
    }

    /** Of the byte after the last that was read, in the document. */
    private long position() {
        return parser.currentLocation().getByteOffset();
    }

    private void fields(StructNode struct, int slot) throws IOException, RecordError {
        struct.begin(slot);
        long object = struct.object();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Field field = struct.field(name);
            JsonToken token = parser.nextToken();
            if (field == null) {
                noColumn(struct, slot, name, token);
            } else if (field.see(object)) {
                value(field, slot, token);
            } else {
                keep(Pointer.of(struct.owner(), slot, name));
            }
        }
    }

    private void noColumn(StructNode struct, int slot, String name, JsonToken token) throws IOException, RecordError {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        String pointer = Pointer.of(struct.owner(), slot, name);
        if (!context.rescues()) {
            throw Mismatch.noColumn(pointer, name);
        }
        keep(pointer);
    }

    private void value(Field field, int slot, JsonToken token) throws IOException, RecordError {
        switch (token) {
            case VALUE_NULL -> {}
            case VALUE_NUMBER_INT -> {
                if (!integer(field, slot)) {
                    mismatch(field, slot, "BIGINT");
                }
            }
            case VALUE_NUMBER_FLOAT -> {
                if (!fraction(field, slot)) {
                    mismatch(field, slot, "DOUBLE");
                }
            }
            case VALUE_STRING -> {
                if (!text(field, slot)) {
                    mismatch(field, slot, "STRING");
                }
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                if (!field.bool(slot, token == JsonToken.VALUE_TRUE)) {
                    mismatch(field, slot, "BOOLEAN");
                }
            }
            case START_OBJECT -> object(field, slot);
            default -> array(field, slot);
        }
    }

    private boolean integer(Field field, int slot) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            return fraction(field, slot);
        }
        return field.integer(slot, parser.getLongValue(), LongType.LONG);
    }

    private boolean fraction(Field field, int slot) throws IOException {
        Fraction fraction = context.scratch().fraction;
        fraction.set(parser.getText());
        return field.fraction(slot, fraction, DoubleType.DOUBLE);
    }

    private boolean text(Field field, int slot) throws IOException {
        Utf8 utf8 = context.scratch().utf8;
        return utf8.set(parser.getText()) && field.text(slot, utf8);
    }

    private void object(Field field, int slot) throws IOException, RecordError {
        MapNode map = field.map();
        if (map != null) {
            entries(map, slot);
            return;
        }
        StructNode struct = field.struct();
        if (struct == null) {
            mismatch(field, slot, "STRUCT");
        } else if (struct.known()) {
            fields(struct, slot);
        } else {
            long start = tokenStart();
            int mark = rescue.mark();
            fields(struct, slot);
            keepUntyped(field, slot, mark, start);
        }
    }

    private void array(Field field, int slot) throws IOException, RecordError {
        ListNode list = field.list();
        if (list == null) {
            mismatch(field, slot, "ARRAY");
        } else if (list.known()) {
            elements(list, slot);
        } else {
            long start = tokenStart();
            int mark = rescue.mark();
            elements(list, slot);
            keepUntyped(field, slot, mark, start);
        }
    }

    /** What has shown no type ({}, [], [null]) makes no column, and is rescued whole. */
    private void keepUntyped(Field field, int slot, int mark, long start) {
        if (!field.known()) {
            field.truncate(slot);
            rescue.reset(mark);
            rescue.raw(Pointer.of(field, slot), source, base + (int) start, base + (int) position());
        }
    }

    private void elements(ListNode list, int slot) throws IOException, RecordError {
        Ranges ranges = list.ranges();
        ranges.begin(slot);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            value(list.element(), ranges.next(), token);
        }
    }

    private void entries(MapNode map, int slot) throws IOException, RecordError {
        Ranges ranges = map.ranges();
        ranges.begin(slot);
        Set<String> seen = new HashSet<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            int entry = ranges.next();
            if (seen.add(name) && MapKeys.append(map.key(), entry, name, context.scratch())) {
                value(map.value(), entry, token);
            } else {
                ranges.back();
                keep(Pointer.of(ranges.field(), slot, name));
            }
        }
    }

    private void mismatch(Field field, int slot, String kind) throws IOException, RecordError {
        if (!context.rescues()) {
            throw Mismatch.type(field, slot, kind);
        }
        keep(Pointer.of(field, slot));
    }

    /** Rescues the value at the parser, as it is written. */
    private void keep(String pointer) throws IOException {
        long start = tokenStart();
        parser.skipChildren();
        parser.finishToken();
        rescue.raw(pointer, source, base + (int) start, base + (int) position());
    }

    private long tokenStart() {
        return parser.currentTokenLocation().getByteOffset();
    }
}
