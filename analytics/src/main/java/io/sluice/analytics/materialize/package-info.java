/** A changelog's current state: its changes merged, in the source's order, into a table that has each key once. */
package io.sluice.analytics.materialize;
