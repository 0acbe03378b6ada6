/** What is landed, and what is safe to tell Kafka. */
package io.sluice.connector.offset;
