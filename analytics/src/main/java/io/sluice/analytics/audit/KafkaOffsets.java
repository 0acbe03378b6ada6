package io.sluice.analytics.audit;

/**
 * Kafka's own offsets of a partition.
 *
 * @param begin oldest offset that is still there
 * @param end next offset to be produced
 */
record KafkaOffsets(long begin, long end) {}
