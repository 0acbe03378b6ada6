package io.sluice.connector.source;

/**
 * Where a partition's log begins and ends in Kafka.
 *
 * @param end the offset that the next record will get
 */
public record LogBounds(long start, long end) {
    static final LogBounds UNKNOWN = new LogBounds(-1, -1);
}
