package io.sluice.connector.envelope;

import static io.sluice.connector.envelope.DebeziumChanges.AFTER;
import static io.sluice.connector.envelope.DebeziumChanges.BEFORE;
import static io.sluice.connector.envelope.DebeziumChanges.OP;
import static io.sluice.connector.envelope.DebeziumChanges.PAYLOAD;
import static io.sluice.connector.envelope.DebeziumChanges.SCHEMA;
import static io.sluice.connector.envelope.DebeziumChanges.SOURCE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.connector.error.RecordError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Events as JSON bytes, which are rearranged and not converted: each value stays as it was written. The operation may stand behind the
 * images, so the event is gone through once before the row is known. What is nested too deep is found by what reads the row.
 */
final class JsonChanges {
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /**
     * A field of the event.
     *
     * @param reserved the first of an image's fields that a row may not have; null when there is none
     */
    private record Member(String name, JsonToken token, int from, int to, String reserved) {
        boolean is(String wanted) {
            return name.equals(wanted);
        }

        boolean hasValue() {
            return token != JsonToken.VALUE_NULL;
        }
    }

    private final SourceTime time;
    private final List<Member> members = new ArrayList<>();
    private final RowText row = new RowText();

    JsonChanges(SourceTime time) {
        this.time = time;
    }

    byte[] row() {
        return row.bytes();
    }

    int rowLength() {
        return row.length();
    }

    boolean open(byte[] json, int offset, int length) throws RecordError {
        int start = length >= BOM.length && startsWithBom(json, offset) ? offset + BOM.length : offset;
        if (!scan(json, start, offset + length)) {
            return false;
        }
        Member payload = first(PAYLOAD);
        if (first(OP) == null && first(SCHEMA) != null && payload != null && payload.token == JsonToken.START_OBJECT) {
            scan(json, payload.from, payload.to);
        }
        compose(json);
        return true;
    }

    private static boolean startsWithBom(byte[] json, int offset) {
        return json[offset] == BOM[0] && json[offset + 1] == BOM[1] && json[offset + 2] == BOM[2];
    }

    /** Notes where the object's fields stand. */
    private boolean scan(byte[] json, int from, int to) {
        members.clear();
        try (JsonParser parser = FACTORY.createParser(json, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                int start = from + (int) parser.currentTokenLocation().getByteOffset();
                String reserved = null;
                if (token == JsonToken.START_OBJECT) {
                    reserved = object(parser, name);
                } else {
                    parser.skipChildren();
                }
                parser.finishToken();
                int end = from + (int) parser.currentLocation().getByteOffset();
                members.add(new Member(name, token, start, end, reserved));
            }
            return parser.nextToken() == null;
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the first field that no row may have, when the object is an image */
    private String object(JsonParser parser, String member) throws IOException {
        boolean image = member.equals(BEFORE) || member.equals(AFTER);
        boolean source = member.equals(SOURCE);
        String reserved = null;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (image && reserved == null && ChangeColumns.isReserved(name)) {
                reserved = name;
            }
            if (source
                    && token == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                time.take(name, parser.getLongValue());
            }
            parser.skipChildren();
        }
        return reserved;
    }

    /** The first field of that name: those that come again are kept like fields that are not known. */
    private Member first(String name) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).is(name)) {
                return members.get(i);
            }
        }
        return null;
    }

    private void compose(byte[] json) throws RecordError {
        Member op = first(OP);
        Member after = first(AFTER);
        Member before = first(BEFORE);
        boolean envelope = after != null || before != null || first(SOURCE) != null;
        if (op == null || op.token != JsonToken.VALUE_STRING || !envelope) {
            throw NoChange.withoutOp();
        }
        row.begin();
        row.member(ChangeColumns.OP, json, op.from, op.to);
        image(json, after != null && after.hasValue() ? after : before);
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (!member.equals(op) && !member.equals(after)) {
                row.member(ChangeColumns.of(member.name), json, member.from, member.to);
            }
        }
        row.end();
    }

    private void image(byte[] json, Member image) throws RecordError {
        if (image == null || !image.hasValue()) {
            return;
        }
        if (image.token != JsonToken.START_OBJECT) {
            throw NoChange.noRow(image.name, image.token.toString());
        }
        if (image.reserved != null) {
            throw ChangeColumns.reserved(image.reserved);
        }
        row.members(json, image.from + 1, image.to - 1);
    }
}
