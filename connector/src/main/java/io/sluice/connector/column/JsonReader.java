package io.sluice.connector.column;

import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.ConnectTypes;

/**
 * Walks over the bytes of one JSON text (RFC 8259), token by token, without a copy. Whoever walks asks for what may come next; anything
 * else is an error with its position. Nothing is recognised beyond the RFC: no comments, no NaN, no trailing commas.
 */
final class JsonReader {
    /** What {@link #value()} finds. */
    static final int INTEGER = JsonNumber.INTEGER;

    static final int FRACTION = JsonNumber.FRACTION;
    static final int STRING = 2;
    static final int TRUE = 3;
    static final int FALSE = 4;
    static final int NULL = 5;
    static final int OBJECT = 6;
    static final int ARRAY = 7;

    /** What Jackson allows, which read the records before: a name is kept for as long as its column is. */
    static final int MAX_NAME_LENGTH = 50_000;

    static final int MAX_STRING_LENGTH = 16 << 20;

    /** No byte. */
    private static final int END = 256;

    private final JsonString name = new JsonString();
    private final JsonString string = new JsonString();
    private final JsonNumber number = new JsonNumber();
    private byte[] bytes;
    /** Where the record begins: positions in messages count from here. */
    private int origin;

    private int at;
    private int end;
    private int start;
    private int depth;

    /** @param origin where the record begins, which may be before its text */
    void begin(byte[] json, int from, int to, int origin) {
        bytes = json;
        at = from;
        end = to;
        depth = 0;
        this.origin = origin;
    }

    /** Lets go of the record. */
    void end() {
        bytes = null;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Index of the next byte. */
    int position() {
        return at;
    }

    /** Index after the last byte of the text. */
    int limit() {
        return end;
    }

    /** Goes on at another byte: others have read what stands before it. */
    void moveTo(int position) {
        at = position;
    }

    /** The same as {@link #position}, counted from where the record begins. */
    int offset() {
        return at - origin;
    }

    /** Index of the first byte of the last {@link #value()}. */
    int start() {
        return start;
    }

    boolean atEnd() {
        return space() == END;
    }

    /** After a number that is the whole text: 1x is not 1. */
    void requireSpace() throws RecordError {
        int before = at;
        if (space() != END && at == before) {
            throw unexpected("after a number");
        }
    }

    /** Skips white space. */
    private int space() {
        int i = at;
        while (i < end) {
            byte next = bytes[i];
            // Mostly there is none.
            if (next > ' ' || (next != ' ' && next != '\n' && next != '\r' && next != '\t')) {
                at = i;
                return next;
            }
            i++;
        }
        at = end;
        return END;
    }

    /**
     * Reads what tells a value's kind: a number or a literal whole, of an object or array the bracket, of a string nothing; the rest is
     * for the caller.
     */
    int value() throws RecordError {
        int next = space();
        start = at;
        if (next == '"') {
            return STRING;
        }
        if ((next >= '0' && next <= '9') || next == '-') {
            return number();
        }
        return switch (next) {
            case 't' -> literal("true", TRUE);
            case 'f' -> literal("false", FALSE);
            case 'n' -> literal("null", NULL);
            case '{' -> enter(OBJECT);
            case '[' -> enter(ARRAY);
            default -> throw unexpected("where a value should begin");
        };
    }

    private int number() throws RecordError {
        int kind = number.read(bytes, at, end);
        if (kind <= FRACTION) {
            at = number.to();
            return kind;
        }
        if (kind == JsonNumber.TOO_LONG) {
            throw JsonErrors.malformed("has a number of more than " + JsonNumber.MAX_LENGTH + " digits, at byte "
                    + (start - origin) + ".");
        }
        at = number.to();
        throw unexpected("in a number");
    }

    private int literal(String text, int kind) throws RecordError {
        for (int i = 1; i < text.length(); i++) {
            if (start + i >= end || bytes[start + i] != text.charAt(i)) {
                at = Math.min(start + i, end);
                throw unexpected("where a value should begin");
            }
        }
        at = start + text.length();
        if (at < end && (bytes[at] < 0 || (bytes[at] >= '0' && Character.isJavaIdentifierPart(bytes[at])))) {
            throw unexpected("in a literal");
        }
        return kind;
    }

    private int enter(int kind) throws RecordError {
        if (++depth > ConnectTypes.MAX_DEPTH) {
            throw JsonErrors.tooDeep();
        }
        at++;
        return kind;
    }

    /** The text begins within an object. */
    void inside() {
        depth = 1;
    }

    /** After an object's or array's bracket: whether it has a member. */
    boolean any(char close) {
        if (space() != close) {
            return true;
        }
        at++;
        depth--;
        return false;
    }

    /** After a member: whether there is another. */
    boolean more(char close) throws RecordError {
        int next = space();
        if (next == ',') {
            at++;
            return true;
        }
        if (next != close) {
            throw unexpected("where ',' or '" + close + "' should stand");
        }
        at++;
        depth--;
        return false;
    }

    /** Reads a member's name and colon when the name is this one, and written as most producers do; else nothing. */
    boolean takes(JsonName expected) {
        // The name begins with its quote, so that a space before it is looked for only where it is none of the two.
        if (!expected.matches(bytes, at, end) && (space() != '"' || !expected.matches(bytes, at, end))) {
            return false;
        }
        at += expected.length();
        return true;
    }

    /** Reads a member's name and colon; the name is overtaken by the next. */
    JsonString name() throws RecordError {
        if (space() != '"') {
            throw unexpected("where a name in quotes should begin");
        }
        int first = at;
        read(name);
        if (name.length() > MAX_NAME_LENGTH) {
            throw JsonErrors.malformed(
                    "has a name of more than " + MAX_NAME_LENGTH + " bytes, at byte " + (first - origin) + ".");
        }
        // RFC 8259, section 8.2, leaves it open. A value is kept as its escape then, but no column can have such a
        // name.
        if (!name.isWhole()) {
            throw JsonErrors.malformed(
                    "has a name with half a surrogate pair, which is no Unicode, at byte " + (first - origin) + ".");
        }
        colon();
        return name;
    }

    private void colon() throws RecordError {
        if (space() != ':') {
            throw unexpected("where ':' should stand");
        }
        at++;
    }

    /** After {@link #STRING}. */
    JsonString string() throws RecordError {
        read(string);
        if (string.length() > MAX_STRING_LENGTH && string.chars() > MAX_STRING_LENGTH) {
            throw JsonErrors.malformed("has a string of more than " + MAX_STRING_LENGTH + " characters, at byte "
                    + (start - origin) + ".");
        }
        return string;
    }

    private void read(JsonString target) throws RecordError {
        int quote = target.read(bytes, at + 1, end);
        if (quote < 0) {
            at = ~quote;
            throw unexpected("in a string");
        }
        at = quote + 1;
    }

    /** After {@link #INTEGER} and {@link #FRACTION}. */
    JsonNumber lastNumber() {
        return number;
    }

    /** Reads what is left of a value. Its depth is bounded, and so is the recursion. */
    void skip(int kind) throws RecordError {
        if (kind == STRING) {
            read(string);
        } else if (kind == OBJECT) {
            for (boolean more = any('}'); more; more = more('}')) {
                name();
                skip(value());
            }
        } else if (kind == ARRAY) {
            for (boolean more = any(']'); more; more = more(']')) {
                skip(value());
            }
        }
    }

    /** The error for the byte at which the text goes wrong. */
    RecordError unexpected(String where) {
        return JsonErrors.malformed("is no JSON object that can be read: it "
                + (at >= end ? "breaks off" : "goes wrong") + " at byte " + (at - origin) + ", " + where + ".");
    }
}
