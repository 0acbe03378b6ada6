/** The Kafka Connect sink: the only package that knows the task API of Connect. */
package io.sluice.connector;
