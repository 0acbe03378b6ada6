package io.sluice.analytics.materialize;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import io.sluice.analytics.error.JobException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The Delta table of the current state: a row for each key that exists, its columns and {@link Names#POSITION}, the place of the change
 * that made the row what it is.
 */
record StateTable(String label, String location) {
    private static final String PROPERTY = "sluice.materialize.";

    StateTable {
        Objects.requireNonNull(label);
        Objects.requireNonNull(location);
    }

    boolean exists(SparkSession spark) {
        return DeltaTable.isDeltaTable(spark, location);
    }

    /**
     * Makes the table unless it is there. One that was not made by this command line is refused: the positions in it would mean something
     * else, or there would be none.
     *
     * @param origin what the table's rows come from; kept in its properties
     */
    void prepare(SparkSession spark, StructType columns, Map<String, String> origin) {
        if (!exists(spark)) {
            DeltaTableBuilder builder =
                    DeltaTable.createIfNotExists(spark).location(location).addColumns(nullable(columns));
            for (Map.Entry<String, String> entry : origin.entrySet()) {
                builder = builder.property(PROPERTY + entry.getKey(), entry.getValue());
            }
            builder.execute();
        }
        refuseOther(spark, origin);
    }

    private void refuseOther(SparkSession spark, Map<String, String> origin) {
        Map<String, String> properties = DeltaTable.forPath(spark, location)
                .detail()
                .select("properties")
                .first()
                .getJavaMap(0);
        Map<String, String> recorded = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(PROPERTY)) {
                recorded.put(key.substring(PROPERTY.length()), value);
            }
        });
        if (!recorded.equals(new TreeMap<>(origin))) {
            throw new JobException(
                    "Cannot merge into " + label,
                    recorded.isEmpty()
                            ? "the table was not made by materialize"
                            : "the table was made with " + recorded + ", this command has " + new TreeMap<>(origin),
                    "Name another table by --into, or remove this one to build it anew");
        }
    }

    /** Adds columns that changes have and the table has not, in structs too. */
    void evolve(SparkSession spark, StructType columns) {
        StructType present = spark.read().format("delta").load(location).schema();
        if (covers(present, columns)) {
            return;
        }
        try {
            spark.createDataFrame(List.<Row>of(), nullable(columns))
                    .write()
                    .format("delta")
                    .mode(SaveMode.Append)
                    .option("mergeSchema", "true")
                    .save(location);
        } catch (Exception e) {
            throw new JobException(
                    "Cannot give " + label + " the changelog's columns",
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "Build the table anew: remove it, its checkpoint and its folder in _deletions, and run the same command",
                    e);
        }
    }

    private static boolean covers(StructType present, StructType columns) {
        for (StructField field : columns.fields()) {
            int at = present.getFieldIndex(field.name()).isEmpty() ? -1 : present.fieldIndex(field.name());
            if (at < 0
                    || !present.fields()[at]
                            .dataType()
                            .catalogString()
                            .equals(field.dataType().catalogString())) {
                return false;
            }
        }
        return true;
    }

    /** A changelog's NOT NULL holds for changes; a delete's or a truncate's row may lack anything. */
    private static StructType nullable(StructType columns) {
        StructType result = new StructType();
        for (StructField field : columns.fields()) {
            result = result.add(field.name(), field.dataType(), true);
        }
        return result;
    }

    DeltaTable table(SparkSession spark) {
        return DeltaTable.forPath(spark, location);
    }
}
