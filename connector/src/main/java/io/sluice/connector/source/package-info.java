/** What Kafka itself says of the topics, and where it parts with the lake. */
package io.sluice.connector.source;
