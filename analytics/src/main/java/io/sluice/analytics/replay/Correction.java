package io.sluice.analytics.replay;

import java.util.Objects;

/** What makes a row of a letter. */
sealed interface Correction {
    /** The value as it came. */
    Correction NONE = new Json("value");

    /**
     * JSON, read by the table's own schema.
     *
     * @param expression SQL over the letter's columns, of type STRING or BINARY
     */
    record Json(String expression) implements Correction {
        public Json {
            Objects.requireNonNull(expression);
        }
    }

    /**
     * Columns of the table, by name; those that are not named are null.
     *
     * @param list as between SELECT and FROM, over the letter's columns
     */
    record Columns(String list) implements Correction {
        public Columns {
            Objects.requireNonNull(list);
        }
    }
}
