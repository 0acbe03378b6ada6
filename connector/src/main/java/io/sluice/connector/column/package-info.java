/** Rows held by column, and what appends to them. */
package io.sluice.connector.column;
