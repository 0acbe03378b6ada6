/** The whole way of the data in one run: Kafka, Connect, lake, Spark, and a proof that nothing is missing. */
package io.sluice.local.quickstart;
