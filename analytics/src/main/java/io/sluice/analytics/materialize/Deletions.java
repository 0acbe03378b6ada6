package io.sluice.analytics.materialize;

import static org.apache.spark.sql.functions.not;

import io.delta.tables.DeltaTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Where keys were deleted: the state has no row of them, and without their place a change that comes late (a replay, a topic that got more
 * partitions) would bring them back. A Delta table beside the lake's tables: the columns of the key and {@link Names#POSITION}; the row
 * whose key is null is the last truncate, the end of every key. One that outlives its state does no harm, since what it says stays true
 * of the changelog.
 *
 * <p>It is written before the state. A process that dies between leaves a deletion that is not done yet, and the batch that comes again
 * does it: a change of the same place as the deletion is the deletion.
 */
record Deletions(StateTable table, List<String> key, Order order) {
    private static final String FOLDER = "_deletions";
    private static final String OLD = "t";
    private static final String NEW = "s";

    /** @param lake the lake's root */
    static Deletions of(Path lake, StateTable state, List<String> key, Order order) {
        Path location = new Path(new Path(lake, FOLDER), new Path(state.location()).getName());
        return new Deletions(
                new StateTable(FOLDER + "/" + location.getName(), location.toString()), List.copyOf(key), order);
    }

    void prepare(SparkSession spark, StructType state, Map<String, String> origin) {
        StructType columns = new StructType();
        for (StructField field : state.fields()) {
            if (key.contains(field.name()) || field.name().equals(Names.POSITION)) {
                columns = columns.add(field);
            }
        }
        table.prepare(spark, columns, origin);
    }

    Dataset<Row> rows(SparkSession spark) {
        return spark.read().format("delta").load(table.location());
    }

    /** Place of the last truncate. */
    Optional<Row> truncated(SparkSession spark) {
        List<Row> found = rows(spark)
                .where(Names.of(key.get(0)).isNull())
                .select(Names.POSITION)
                .takeAsList(1);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).getStruct(0));
    }

    /** Remembers a truncate. */
    void truncate(SparkSession spark, Row position) {
        Dataset<Row> one = spark.range(1).select(Order.literal(position).as(Names.POSITION));
        Map<String, Column> columns = new HashMap<>();
        columns.put(Names.POSITION, Names.of(NEW, Names.POSITION));
        table.table(spark)
                .as(OLD)
                .merge(one.as(NEW), Names.of(OLD, key.get(0)).isNull())
                .whenMatched(newer())
                .update(columns)
                .whenNotMatched()
                .insert(columns)
                .execute();
    }

    /** Remembers the deletes among changes, one a key, and forgets those of keys that came back. */
    void merge(Dataset<Row> changes) {
        Map<String, Column> position = Map.of(Names.POSITION, Names.of(NEW, Names.POSITION));
        Map<String, Column> all = new HashMap<>(position);
        key.forEach(name -> all.put(Names.quoted(name), Names.of(NEW, name)));
        Column delete = Names.of(NEW, Names.KIND).equalTo(Kind.DELETE);
        DeltaTable target = table.table(changes.sparkSession());
        target.as(OLD)
                .merge(changes.as(NEW), Names.same(key, OLD, NEW))
                .whenMatched(delete.and(newer()))
                .update(position)
                .whenMatched(not(delete).and(newer()))
                .delete()
                .whenNotMatched(delete)
                .insert(all)
                .execute();
    }

    private Column newer() {
        return order.newer(Names.of(NEW, Names.POSITION), Names.of(OLD, Names.POSITION));
    }
}
