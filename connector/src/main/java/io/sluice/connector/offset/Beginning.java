package io.sluice.connector.offset;

/** What the first record of a partition says when no table holds an offset of it. */
public enum Beginning {
    /** Nothing lies below that Kafka still delivers: here the partition begins. */
    HERE,
    /** The consumer is being moved to see whether a record lies below, or back again: the record will be delivered again. */
    LOOKING,
    /** It lies below the group's offset: going on there would leave it out for good. */
    LEFT_OUT
}
