package io.sluice.connector.lake;

import io.sluice.connector.schema.TableSchema;

/** What became of one table's batch. */
public sealed interface LandOutcome {
    /**
     * The rows and their offsets are durable.
     *
     * @param table what the rows were committed to
     * @param conflicts puts that another writer won before
     */
    record Landed(long version, String tableId, TableSchema table, int files, long bytes, int conflicts)
            implements LandOutcome {}

    /** There is no table and no row to make one for: only Kafka's own offsets can move on. */
    record NothingToLand() implements LandOutcome {}

    /**
     * The batch must be dropped and its records read again from the lake's offsets.
     *
     * @param fenced another task landed these partitions meanwhile; false: the table changed so that the rows do not fit it
     */
    record Rewind(String why, boolean fenced) implements LandOutcome {}
}
