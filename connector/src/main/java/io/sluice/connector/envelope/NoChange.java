package io.sluice.connector.envelope;

import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;

/** The errors for values that are no change events. */
final class NoChange {
    private NoChange() {}

    static RecordError withoutOp() {
        return error(
                "",
                "it has no text in a field 'op' beside 'before', 'after' or 'source'.",
                "Set value.envelope=none for topics that hold other things (heartbeats, schema changes, transactions), or"
                        + " where a transform such as ExtractNewRecordState has opened the events already.");
    }

    static RecordError noRow(String image, String kind) {
        return error(
                "/" + image,
                "its '" + image + "' is a " + kind + ", not an object with fields.",
                "Set value.envelope=none; for MongoDB with the transform ExtractNewDocumentState.");
    }

    private static RecordError error(String field, String problem, String remedy) {
        return new RecordError(
                ErrorCode.NOT_A_CHANGE, field, "the value is no change event of Debezium: " + problem, remedy);
    }
}
