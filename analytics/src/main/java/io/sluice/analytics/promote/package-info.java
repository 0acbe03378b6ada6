/** Turns a plain Parquet table into a Delta table in place. */
package io.sluice.analytics.promote;
