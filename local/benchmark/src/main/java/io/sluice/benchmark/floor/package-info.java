/**
 * The floor: one thread that takes records from Kafka, parses bytes and writes Parquet, for these events alone. No Connect, no commits, no
 * field that is missing, no escapes. A bound to compare with, not a sink.
 */
package io.sluice.benchmark.floor;
