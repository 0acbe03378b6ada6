/** A Kafka broker of one's own, and records in its topics. */
package io.sluice.local.kafka;
