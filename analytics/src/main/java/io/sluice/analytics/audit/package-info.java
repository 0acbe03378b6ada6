/**
 * Completeness of a landed table, proven per topic-partition from three witnesses: the rows' own coordinates, the Delta log's record of
 * what each commit landed, and Kafka's offsets. The judgement is pure; Spark, Delta and Kafka are only read.
 */
package io.sluice.analytics.audit;
