/** Reads a Delta lake without any code that the connector or Spark use. */
package io.sluice.local.lake;
