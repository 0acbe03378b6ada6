/** Columns to data files, with statistics. */
package io.sluice.connector.parquet;
