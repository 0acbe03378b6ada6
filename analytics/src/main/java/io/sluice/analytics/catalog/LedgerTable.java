package io.sluice.analytics.catalog;

import io.sluice.storage.ledger.LedgerState;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.execution.datasources.v2.parquet.ParquetScanBuilder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** One version of a plain Parquet table, read by Spark's own Parquet scan: the files that the ledger names, and columns that they lack are null. */
final class LedgerTable implements Table, SupportsRead {
    private final PlainTable table;
    private final LedgerState state;
    private final StructType schema;

    LedgerTable(PlainTable table) {
        this.table = table;
        this.state = table.readable();
        this.schema = (StructType) DataType.fromJson(state.table().schema());
    }

    @Override
    public String name() {
        return table.location().toString();
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 3.3 on has columns() instead, which it makes of this one.
    public StructType schema() {
        return schema;
    }

    @Override
    public Transform[] partitioning() {
        return state.table().partitionColumns().stream()
                .map(column -> Expressions.identity("`" + column.replace("`", "``") + "`"))
                .toArray(Transform[]::new);
    }

    @Override
    public Map<String, String> properties() {
        return state.table().properties();
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        SparkSession spark = SparkSession.active();
        StructType partition = columns(true);
        StructType data = columns(false);
        return new ParquetScanBuilder(
                spark,
                LedgerIndex.of(spark, table.location(), table.files(state), schema, partition),
                schema,
                data,
                options);
    }

    private StructType columns(boolean ofPartitions) {
        List<String> names = state.table().partitionColumns();
        if (ofPartitions) {
            return new StructType(names.stream().map(schema::apply).toArray(StructField[]::new));
        }
        Set<String> left = new HashSet<>(names);
        return new StructType(Arrays.stream(schema.fields())
                .filter(field -> !left.contains(field.name()))
                .toArray(StructField[]::new));
    }
}
