package io.sluice.connector.offset;

/** Whether a delivered record may be buffered. */
public enum Admission {
    ACCEPTED,
    /** Below the next offset expected: redelivered, and landed or buffered already. The consumer is asked for the next one. */
    DUPLICATE,
    /** Its partition is not open, or is being rewound: it will be delivered again. */
    REFUSED,
    /** Below the offset that the consumer was moved to: the topic was truncated or recreated. */
    WENT_BACK
}
