/** The real data below data/, as records for Kafka. */
package io.sluice.local.data;
