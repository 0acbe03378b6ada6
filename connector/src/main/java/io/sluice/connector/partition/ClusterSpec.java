package io.sluice.connector.partition;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.sluice.connector.schema.ColumnNames;
import io.sluice.connector.schema.ColumnPaths;
import io.sluice.connector.schema.DdlSchema;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The columns of {@code table.cluster.by}, by which OPTIMIZE sorts a table's rows (liquid clustering: the table feature {@code clustering}
 * of Delta's protocol).
 */
public final class ClusterSpec {
    /** As Spark's CLUSTER BY allows. */
    private static final int MOST = 4;

    /** Those whose statistics readers skip files by, without which a table is not clustered by them. */
    private static final Set<Class<? extends DataType>> SORTED = Set.of(
            ByteType.class,
            ShortType.class,
            IntegerType.class,
            LongType.class,
            FloatType.class,
            DoubleType.class,
            DecimalType.class,
            StringType.class,
            DateType.class,
            TimestampType.class,
            TimestampNTZType.class);

    private final List<List<String>> columns;

    private ClusterSpec(List<List<String>> columns) {
        this.columns = columns;
    }

    /**
     * @param entries {@code table.cluster.by}, cut at its commas
     * @throws IllegalArgumentException more than four columns, one of them twice, or what is no column
     */
    public static ClusterSpec parse(List<String> entries) {
        List<List<String>> columns = entries.isEmpty() ? List.of() : ColumnPaths.parse(String.join(",", entries));
        Set<List<String>> seen = new HashSet<>();
        for (List<String> column : columns) {
            if (!seen.add(column.stream().map(ColumnNames::key).toList())) {
                throw new IllegalArgumentException(
                        "table.cluster.by names the column '" + String.join(".", column) + "' twice. Remove one.");
            }
        }
        if (columns.size() > MOST) {
            throw new IllegalArgumentException("table.cluster.by names " + columns.size()
                    + " columns, and Delta clusters by " + MOST + " at most. Keep those that queries filter by.");
        }
        return new ClusterSpec(columns);
    }

    /** The rows' schema, and the columns of {@code value.schema} that it lacks and the table is clustered by. */
    public StructType withColumns(StructType rowSchema, StructType declared) {
        StructType schema = rowSchema;
        for (List<String> column : columns) {
            StructField known = Columns.find(declared, column.get(0));
            if (known != null && Columns.find(schema, column.get(0)) == null) {
                schema = schema.add(known);
            }
        }
        return schema;
    }

    /**
     * The columns as a table spells them.
     *
     * @throws IllegalArgumentException the table has no such column, or one that nothing can be sorted by
     */
    public List<Column> columns(StructType table) {
        return columns.stream().map(column -> column(table, column)).toList();
    }

    private static Column column(StructType table, List<String> names) {
        String name = String.join(".", names);
        List<StructField> path = ColumnPaths.find(table, names)
                .orElseThrow(() -> new IllegalArgumentException("table.cluster.by names the column '" + name
                        + "', and the table's first rows have none of that name."
                        + " Name it in value.schema with its type, or take it out of table.cluster.by."));
        DataType type = path.get(path.size() - 1).getDataType();
        if (!SORTED.contains(type.getClass())) {
            throw new IllegalArgumentException("table.cluster.by names the column '" + name + "', which is "
                    + DdlSchema.toDdl(type)
                    + ": Delta clusters by numbers, STRING, DATE and TIMESTAMP, of which files have"
                    + " statistics. Take it out.");
        }
        return ColumnPaths.column(path, StructField::getName);
    }
}
