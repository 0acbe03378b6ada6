package io.sluice.analytics.materialize;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.sluice.analytics.error.JobException;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a batch of changes holds, found before anything is written: what cannot be merged fails the batch by name.
 *
 * @param changes rows of every kind
 * @param keyed rows that change one key
 * @param deletes whether some of them end it
 * @param truncate the place of the last truncate
 */
record BatchCheck(long changes, long keyed, boolean deletes, Optional<Row> truncate) {
    private static final Set<String> KNOWN =
            Set.of(Kind.UPSERT, Kind.DELETE, Kind.TRUNCATE, Kind.TOMBSTONE, Kind.MESSAGE);

    static BatchCheck of(Dataset<Row> changes, Changelog changelog) {
        Column position = Names.of(Names.POSITION);
        Dataset<Row> kinds = changes.groupBy(Names.of(Names.KIND))
                .agg(
                        count(lit(1)),
                        sum(when(changelog.keyed(), 0L).otherwise(1L)),
                        sum(when(position.isNull(), 1L).otherwise(0L)),
                        changelog.order().newest(when(Kind.is(Kind.TRUNCATE), position)));
        long all = 0;
        long keyed = 0;
        boolean deletes = false;
        Optional<Row> truncate = Optional.empty();
        for (Row kind : kinds.collectAsList()) {
            String name = kind.getString(0);
            all += kind.getLong(1);
            switch (name) {
                case Kind.UPSERT, Kind.DELETE -> {
                    requireKey(name, kind.getLong(2), changelog);
                    requirePosition(name, kind.getLong(3), changelog);
                    keyed += kind.getLong(1);
                    deletes |= name.equals(Kind.DELETE);
                }
                case Kind.TRUNCATE -> {
                    requirePosition(name, kind.getLong(3), changelog);
                    truncate = Optional.of(kind.getStruct(4));
                }
                default -> requireKnown(name);
            }
        }
        return new BatchCheck(all, keyed, deletes, truncate);
    }

    private static void requireKnown(String name) {
        if (!KNOWN.contains(name)) {
            throw new JobException(
                    "Cannot merge changes of an " + name,
                    "_cdc_op is c, u, d, r, t or m in a change of Debezium, and null only in a tombstone's row",
                    "Look for such rows in the changelog: they may have landed before value.envelope=debezium was set");
        }
    }

    private static void requireKey(String kind, long without, Changelog changelog) {
        if (without > 0) {
            throw new JobException(
                    without + " changes (" + kind + ") have no value in the key " + String.join(", ", changelog.key()),
                    "a change without its key could be of any row",
                    "Name the source's primary key by --key; a delete has it when the source logs it (PostgreSQL: REPLICA"
                            + " IDENTITY), and a value that did not fit its column is in _rescued");
        }
    }

    private static void requirePosition(String kind, long without, Changelog changelog) {
        if (without > 0) {
            throw new JobException(
                    without + " changes (" + kind + ") have no place in the order " + changelog.order(),
                    "one of its values is null",
                    "Give an --order that every change has, or none, for the order of Kafka's offsets");
        }
    }
}
