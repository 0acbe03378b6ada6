package io.sluice.analytics.windows;

import io.delta.tables.DeltaTable;
import io.sluice.analytics.error.JobException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The Delta table that holds counts. */
record CountsTable(String label, String location) {
    CountsTable {
        Objects.requireNonNull(label);
        Objects.requireNonNull(location);
    }

    /**
     * Makes the table, empty, unless it is there; a table of other columns is refused, or a slip of the pen would overwrite
     * landed rows with counts.
     */
    void prepare(SparkSession spark, StructType columns) {
        if (!DeltaTable.isDeltaTable(spark, location)) {
            spark.createDataFrame(List.<Row>of(), columns)
                    .write()
                    .format("delta")
                    .mode(SaveMode.Ignore)
                    .save(location);
        }
        StructType present = spark.read().format("delta").load(location).schema();
        if (!described(present).equals(described(columns))) {
            throw new JobException(
                    "Cannot write the counts to " + label,
                    "the table has the columns " + described(present) + ", the counts have " + described(columns),
                    "Name another table");
        }
    }

    private static String described(StructType columns) {
        return Arrays.stream(columns.fields())
                .map(field -> field.name() + " " + field.dataType().sql())
                .collect(Collectors.joining(", "));
    }

    /** A new stream counts everything anew: into a table with rows it would append them twice, or merge half counts over whole ones. */
    void refuseRows(SparkSession spark) {
        if (!spark.read().format("delta").load(location).isEmpty()) {
            throw new JobException(
                    "Cannot start to count into " + label,
                    "the table has rows, and the checkpoint is new: rows would be counted anew beside counts that are there",
                    "Give the --checkpoint that filled the table, or another table, or --mode complete, which replaces its rows");
        }
    }

    /** Sets each window's count to that of {@code counts}; the same counts once more change nothing. */
    void merge(Dataset<Row> counts, List<String> key) {
        String same = key.stream()
                .map(name -> "t.`" + name + "` <=> s.`" + name + "`")
                .collect(Collectors.joining(" AND "));
        // MERGE reads its source more than once; a stateful batch should be computed once.
        Dataset<Row> held = counts.persist();
        try {
            if (!held.isEmpty()) {
                DeltaTable.forPath(held.sparkSession(), location)
                        .as("t")
                        .merge(held.as("s"), same)
                        .whenMatched("t.count <> s.count")
                        .updateAll()
                        .whenNotMatched()
                        .insertAll()
                        .execute();
            }
        } finally {
            held.unpersist();
        }
    }
}
