/** Spark jobs over the lake and over Kafka. */
package io.sluice.analytics;
