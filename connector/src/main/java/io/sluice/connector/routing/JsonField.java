package io.sluice.connector.routing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.Excerpt;
import io.sluice.connector.error.RecordError;
import java.io.IOException;
import java.util.List;

/**
 * Looks for one scalar in a JSON object without reading more than what stands before it. What comes behind is checked by who reads the
 * whole.
 */
final class JsonField {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonField() {}

    /**
     * @param names from the outermost in; of a name that stands twice in an object the first counts, as it does for columns
     * @return null when it is absent or null
     */
    static String find(byte[] json, List<String> names, FieldPath path) throws RecordError {
        try (JsonParser parser = JSON.createParser(json)) {
            JsonToken token = parser.nextToken();
            for (String name : names) {
                if (token == JsonToken.VALUE_NULL) {
                    return null;
                }
                if (token != JsonToken.START_OBJECT) {
                    throw path.unroutable("is looked for in what is no object");
                }
                token = member(parser, name);
                if (token == null) {
                    return null;
                }
            }
            if (token == JsonToken.VALUE_NULL) {
                return null;
            }
            if (!token.isScalarValue()) {
                throw path.unroutable("holds an object or a list and not a name");
            }
            return parser.getText();
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        } catch (IOException e) {
            // Text that is not UTF-8.
            throw malformed(e.getMessage());
        }
    }

    /** The token of a member's value, null when the object does not have it. */
    private static JsonToken member(JsonParser parser, String name) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(name);
            JsonToken value = parser.nextToken();
            if (found) {
                return value;
            }
            if (value.isStructStart()) {
                parser.skipChildren();
            }
        }
        return null;
    }

    private static RecordError malformed(String why) {
        return new RecordError(
                ErrorCode.MALFORMED_JSON,
                "",
                "the table's name cannot be looked for: " + Excerpt.of(why) + ".",
                "Correct the producer.");
    }
}
