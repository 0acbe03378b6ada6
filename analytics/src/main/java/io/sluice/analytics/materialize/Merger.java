package io.sluice.analytics.materialize;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import io.delta.tables.DeltaMergeBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Merges batches of changes into the state. Each change has a place in the source's order, and the state knows the place of each key's
 * last change, deleted keys and truncates included; so what is not newer changes nothing. A batch that comes again, in part, in other
 * batches or after newer ones leaves the same state: exactly once needs no more than that each change comes at least once.
 */
record Merger(Changelog changelog, StateTable state, Deletions deletions) {
    private static final String OLD = "t";
    private static final String NEW = "s";
    private static final String IMAGE = "_cdc_image";

    /** The state's columns for changes of these columns. */
    static StructType stateColumns(Dataset<Row> changelogRows, Changelog changelog) {
        return changelog.changes(changelogRows).drop(Names.KIND).schema();
    }

    Merged merge(Dataset<Row> batch) {
        Dataset<Row> changes = changelog.changes(batch).persist();
        try {
            BatchCheck check = BatchCheck.of(changes, changelog);
            if (check.keyed() == 0 && check.truncate().isEmpty()) {
                return Merged.nothing(check.changes());
            }
            SparkSession spark = batch.sparkSession();
            check.truncate().ifPresent(position -> deletions.truncate(spark, position));
            Optional<Column> truncated = deletions.truncated(spark).map(Order::literal);
            Dataset<Row> last = last(changes, truncated).persist();
            try {
                Dataset<Row> valid = withoutLate(last);
                if (check.deletes() || !deletions.rows(spark).isEmpty()) {
                    deletions.merge(valid);
                }
                Map<String, String> metrics = apply(valid, check.truncate().flatMap(any -> truncated));
                return Merged.of(check.changes(), last.count(), metrics);
            } finally {
                last.unpersist();
            }
        } finally {
            changes.unpersist();
        }
    }

    /** Each key's last change. */
    private Dataset<Row> last(Dataset<Row> changes, Optional<Column> truncated) {
        Column position = Names.of(Names.POSITION);
        Dataset<Row> keyed = changes.where(Kind.is(Kind.UPSERT).or(Kind.is(Kind.DELETE)));
        if (truncated.isPresent()) {
            keyed = keyed.where(changelog.order().newer(position, truncated.get()));
        }
        Column image = struct(columns(keyed.drop(Names.POSITION)));
        Column[] key = changelog.key().stream().map(Names::of).toArray(Column[]::new);
        return keyed.groupBy(key)
                .agg(
                        max_by(image, position).as(IMAGE),
                        changelog.order().newest(position).as(Names.POSITION))
                // The place that was checked: Spark leaves out what nobody reads.
                .select(col(IMAGE + ".*"), position);
    }

    /** Without changes of keys that were deleted later. */
    private Dataset<Row> withoutLate(Dataset<Row> last) {
        Column late = Names.same(changelog.key(), NEW, OLD)
                .and(changelog.order().newer(col(OLD + "." + Names.POSITION), col(NEW + "." + Names.POSITION)));
        return last.as(NEW).join(deletions.rows(last.sparkSession()).as(OLD), late, "left_anti");
    }

    private static Column[] columns(Dataset<Row> rows) {
        return List.of(rows.columns()).stream().map(Names::of).toArray(Column[]::new);
    }

    /** @return the metrics of the MERGE */
    private Map<String, String> apply(Dataset<Row> last, Optional<Column> truncated) {
        SparkSession spark = last.sparkSession();
        state.evolve(spark, last.drop(Names.KIND).schema());
        Map<String, Column> row = new HashMap<>();
        for (String name : last.drop(Names.KIND).columns()) {
            row.put(Names.quoted(name), Names.of(NEW, name));
        }
        Column newer = changelog.order().newer(Names.of(NEW, Names.POSITION), Names.of(OLD, Names.POSITION));
        Column delete = Names.of(NEW, Names.KIND).equalTo(Kind.DELETE);
        DeltaMergeBuilder merge = state.table(spark)
                .as(OLD)
                .merge(last.as(NEW), Names.same(changelog.key(), OLD, NEW))
                .whenMatched(delete.and(newer))
                .delete()
                .whenMatched(newer)
                .update(row)
                .whenNotMatched(Names.of(NEW, Names.KIND).equalTo(Kind.UPSERT))
                .insert(row);
        if (truncated.isPresent()) {
            merge = merge.whenNotMatchedBySource(
                            changelog.order().newer(truncated.get(), Names.of(OLD, Names.POSITION)))
                    .delete();
        }
        long before = version(spark);
        merge.execute();
        return metrics(spark, before);
    }

    private long version(SparkSession spark) {
        return state.table(spark).history(1).first().getAs("version");
    }

    /** Of the MERGE after a version; empty when it found nothing to do and made no commit. */
    private Map<String, String> metrics(SparkSession spark, long before) {
        List<Row> merges = new ArrayList<>(state.table(spark)
                .history(1)
                .where(col("version").gt(before).and(col("operation").equalTo("MERGE")))
                .select("operationMetrics")
                .collectAsList());
        return merges.isEmpty() ? Map.of() : merges.get(0).getJavaMap(0);
    }
}
