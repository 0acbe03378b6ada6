package io.sluice.connector.error;

/** Why a record cannot land; named in messages, in metrics and in dead letters, so that failures can be counted by cause. */
public enum ErrorCode {
    /** The value is not JSON (RFC 8259), or breaks a limit on depth, number length or string size. */
    MALFORMED_JSON,
    /** The value is not an object (Struct, Map or JSON object). */
    NOT_AN_OBJECT,
    /** {@code value.envelope=debezium}, and the value is no change event. */
    NOT_A_CHANGE,
    /** A tombstone, and {@code behavior.on.null.values=fail} or {@code dead-letter}. */
    NULL_VALUE,
    /** A value does not fit its column, and {@code schema.mismatch} is not {@code rescue}. */
    TYPE_MISMATCH,
    /** A Connect schema that has no Delta type. */
    UNSUPPORTED_TYPE,
    /** Two fields that would share one column. */
    COLUMN_COLLISION,
    /** Nested deeper than the limit. */
    TOO_DEEP,
    /** A column is needed that {@code schema.evolution} does not let in. */
    SCHEMA_EVOLUTION,
    /** The record gives no usable table name. */
    UNROUTABLE,
    /** {@code table.name.field} is absent or null. */
    NO_TABLE_FIELD,
    /** More tables than {@code tables.max}. */
    TOO_MANY_TABLES
}
