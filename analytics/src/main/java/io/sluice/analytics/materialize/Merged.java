package io.sluice.analytics.materialize;

import io.sluice.analytics.output.ResultTable;
import java.util.List;
import java.util.Map;

/**
 * What a batch, or all of a run, did.
 *
 * @param changes rows read
 * @param keys keys that they change
 */
record Merged(long batches, long changes, long keys, long inserted, long updated, long deleted) {
    static final Merged NONE = new Merged(0, 0, 0, 0, 0, 0);

    static Merged nothing(long changes) {
        return new Merged(1, changes, 0, 0, 0, 0);
    }

    /** @param metrics of Delta's MERGE */
    static Merged of(long changes, long keys, Map<String, String> metrics) {
        return new Merged(
                1,
                changes,
                keys,
                count(metrics, "numTargetRowsInserted"),
                count(metrics, "numTargetRowsUpdated"),
                count(metrics, "numTargetRowsDeleted"));
    }

    private static long count(Map<String, String> metrics, String name) {
        return Long.parseLong(metrics.getOrDefault(name, "0"));
    }

    Merged plus(Merged more) {
        return new Merged(
                batches + more.batches,
                changes + more.changes,
                keys + more.keys,
                inserted + more.inserted,
                updated + more.updated,
                deleted + more.deleted);
    }

    ResultTable table(String target) {
        return new ResultTable(
                "",
                List.of("batches", "changes", "inserted", "updated", "deleted", "target"),
                List.of(List.of(batches, changes, inserted, updated, deleted, target)));
    }

    @Override
    public String toString() {
        return changes + " changes of " + keys + " keys: " + inserted + " inserted, " + updated + " updated, " + deleted
                + " deleted";
    }
}
