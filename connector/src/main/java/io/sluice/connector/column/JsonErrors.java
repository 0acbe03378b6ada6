package io.sluice.connector.column;

import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.ConnectTypes;

/** The errors for a value that is no JSON object. They give positions, counted in bytes from the record's first, and no content. */
final class JsonErrors {
    private JsonErrors() {}

    /** @param problem what follows "the value" */
    static RecordError malformed(String problem) {
        return new RecordError(
                ErrorCode.MALFORMED_JSON,
                "",
                "the value " + problem,
                "Fix the producer; a dead-letter topic or table (errors.tolerance=all) takes such records aside.");
    }

    static RecordError tooDeep() {
        return new RecordError(
                ErrorCode.TOO_DEEP,
                "",
                "the value is nested deeper than " + ConnectTypes.MAX_DEPTH + " levels.",
                "Flatten it in the producer.");
    }

    /** @param kind of {@link JsonReader#value()} */
    static RecordError notAnObject(int kind) {
        String begins =
                switch (kind) {
                    case JsonReader.INTEGER, JsonReader.FRACTION -> "a number";
                    case JsonReader.STRING -> "a string";
                    case JsonReader.NULL -> "null";
                    case JsonReader.ARRAY -> "an array";
                    default -> "true or false";
                };
        return new RecordError(
                ErrorCode.NOT_AN_OBJECT,
                "",
                "the value is JSON, but no object: it begins with " + begins + ".",
                "Wrap it in an object in the producer, or use a transform such as HoistField with value.format=connect.");
    }
}
