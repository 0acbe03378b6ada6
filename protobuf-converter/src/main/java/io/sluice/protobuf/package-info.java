/** The converter: what Kafka Connect loads, and what it says when a record cannot be read. */
package io.sluice.protobuf;
