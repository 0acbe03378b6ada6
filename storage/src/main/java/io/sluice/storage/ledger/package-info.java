/** The log of a plain Parquet table: numbered entries by put-if-absent, and what they add up to. One reader for the plugin and for Spark. */
package io.sluice.storage.ledger;
