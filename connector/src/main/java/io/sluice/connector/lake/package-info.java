/** The only door to Delta Kernel: table, snapshot, commit, storage. */
package io.sluice.connector.lake;
