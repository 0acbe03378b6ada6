package io.sluice.analytics.replay;

/** Why a value is no row of the table. No stack trace: it is an answer, and asked for letter by letter. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    /** @param pointer JSON Pointer (RFC 6901) of the value; empty for the whole */
    Unfit(String pointer, String why) {
        super(pointer.isEmpty() ? why : "field " + Excerpt.of(pointer) + ": " + why, null, false, false);
    }
}
