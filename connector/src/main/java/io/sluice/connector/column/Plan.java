package io.sluice.connector.column;

import io.sluice.connector.error.RecordError;

/** How the values of one Connect schema go into one field: compiled once a schema, so that no value asks for its type again. */
interface Plan {
    /** @param value never null */
    void append(int slot, Object value) throws RecordError;
}
