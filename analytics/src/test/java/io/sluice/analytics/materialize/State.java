package io.sluice.analytics.materialize;

import io.delta.tables.DeltaTable;
import io.sluice.analytics.support.SharedSpark;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a materialized table holds. */
record State(Path table) {
    Set<String> rows() {
        Set<String> rows = new TreeSet<>();
        for (Row row : spark().read().format("delta").load(table.toString()).collectAsList()) {
            String text = row.getAs("region") + "," + row.getAs("id") + "," + row.getAs("na`me.x") + ","
                    + row.getAs("amount");
            if (!rows.add(text)) {
                throw new AssertionError("twice: " + text);
            }
        }
        return rows;
    }

    long version() {
        return delta().history(1).first().getAs("version");
    }

    void restore(long version) {
        delta().restoreToVersion(version);
    }

    private DeltaTable delta() {
        return DeltaTable.forPath(spark(), table.toString());
    }

    private static SparkSession spark() {
        return SharedSpark.session(Map.of());
    }
}
