/** Change events: what the envelope around a row says, and the row that it becomes. */
package io.sluice.connector.envelope;
