package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.schema.ColumnNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code table.partition.by} says: columns, or {@code year|month|day|hour(column)} of a TIMESTAMP or DATE column, in UTC. Those add a
 * column of their own, which the files do not hold:
 *
 * <table>
 * <caption>Derived columns</caption>
 * <tr><td>year(ts)</td><td>ts_year INT</td><td>2001</td></tr>
 * <tr><td>month(ts)</td><td>ts_month STRING</td><td>2001-02</td></tr>
 * <tr><td>day(ts)</td><td>ts_day DATE</td><td>2001-02-03</td></tr>
 * <tr><td>hour(ts)</td><td>ts_hour STRING</td><td>2001-02-03-04</td></tr>
 * </table>
 */
public final class PartitionSpec {
    private final List<PartitionField> fields;

    private PartitionSpec(List<PartitionField> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * @param partitionBy entries of {@code table.partition.by}; a column is named by itself or by its field
     * @throws IllegalArgumentException for an entry that is neither, or two that make the same column
     */
    public static PartitionSpec parse(List<String> partitionBy) {
        List<PartitionField> fields = new ArrayList<>(partitionBy.size());
        Map<String, PartitionField> byName = new HashMap<>();
        for (String entry : partitionBy) {
            PartitionField field = PartitionField.parse(entry);
            PartitionField first = byName.putIfAbsent(ColumnNames.key(field.name()), field);
            if (first != null) {
                throw new IllegalArgumentException("table.partition.by names the column '" + field.name() + "' twice: "
                        + first.text() + " and " + field.text() + ". Remove one.");
            }
            fields.add(field);
        }
        return new PartitionSpec(fields);
    }

    /**
     * The spec by which a table is partitioned: a derived column says in its metadata what it was made of. Without this, rows for a table
     * whose {@code table.partition.by} was left out of the settings would all have null there.
     *
     * @param partitionColumns as the table's log has them
     */
    public static PartitionSpec of(StructType tableSchema, List<String> partitionColumns) {
        return new PartitionSpec(partitionColumns.stream()
                .map(name -> PartitionField.of(name, Columns.find(tableSchema, name)))
                .toList());
    }

    /** Whether a table partitioned by these columns is partitioned by this spec's. */
    public boolean matches(List<String> partitionColumns) {
        return partitionColumns.stream()
                .map(ColumnNames::key)
                .toList()
                .equals(columnNames().stream().map(ColumnNames::key).toList());
    }

    /** The partition columns, in order. A table may spell them in another case. */
    public List<String> columnNames() {
        return fields.stream().map(PartitionField::name).toList();
    }

    /** {@link #withPartitionColumns(StructType, StructType)} where nothing but the rows is known. */
    public StructType withPartitionColumns(StructType rowSchema) {
        return withPartitionColumns(rowSchema, new StructType());
    }

    /**
     * The rows' schema, and behind it, yet before {@code _rescued}, the partition columns that it lacks: the derived ones, and those of
     * which no row of this batch has a value.
     *
     * @param known where a column that no row has is looked up: the table's schema, or the declared one of a table that has to be made
     * @throws IllegalArgumentException when a source column is in neither schema, has no partition values, or a field of the rows has the
     *     name of a derived column; or when no column would be left for the files
     */
    public StructType withPartitionColumns(StructType rowSchema, StructType known) {
        List<StructField> columns = new ArrayList<>(rowSchema.fields());
        int end = columns.size();
        if (end > 0 && columns.get(end - 1).getName().equals(ColumnNames.RESCUED)) {
            end--;
        }
        for (PartitionField field : fields) {
            StructField source = Columns.find(rowSchema, field.source());
            if (field.derived()) {
                refuseTaken(field, rowSchema);
            }
            if (source == null) {
                columns.add(end++, absent(field, known));
            } else {
                field.check(source.getDataType());
                if (field.derived()) {
                    columns.add(end++, field.column(source.getDataType()));
                }
            }
        }
        refuseEmptyFiles(rowSchema, known);
        return new StructType(columns);
    }

    private void refuseEmptyFiles(StructType rowSchema, StructType known) {
        Set<String> keys =
                fields.stream().map(field -> ColumnNames.key(field.name())).collect(Collectors.toSet());
        if (!keys.isEmpty()
                && Stream.concat(rowSchema.fieldNames().stream(), known.fieldNames().stream())
                        .allMatch(name -> keys.contains(ColumnNames.key(name)))) {
            throw new IllegalArgumentException("Cannot partition by " + columnNames()
                    + ": the table has no other column, and its files would be empty. Partition by fewer columns.");
        }
    }

    /** The partition column whose source no row has. */
    private static StructField absent(PartitionField field, StructType known) {
        StructField made = field.derived() ? Columns.find(known, field.name()) : null;
        if (made != null) {
            return nullable(made);
        }
        StructField source = Columns.find(known, field.source());
        if (source == null) {
            throw new IllegalArgumentException("Cannot partition by " + field.text()
                    + ": neither the table nor a record so far has a column '" + field.source()
                    + "'. Correct table.partition.by, or declare the column in value.schema.");
        }
        field.check(source.getDataType());
        return field.derived() ? field.column(source.getDataType()) : nullable(source);
    }

    private static StructField nullable(StructField field) {
        return new StructField(field.getName(), field.getDataType(), true, field.getMetadata());
    }

    private static void refuseTaken(PartitionField field, StructType rowSchema) {
        if (Columns.find(rowSchema, field.name()) != null) {
            throw new IllegalArgumentException(
                    "Cannot partition by " + field.text() + ": it makes the column '" + field.name()
                            + "', and the records have a field of that name. Partition by " + field.name()
                            + " itself, or rename the field with a transform.");
        }
    }

    /**
     * The partition of every row.
     *
     * @param tableSchema with the partition columns
     * @throws IllegalArgumentException when the table has not got them
     */
    public Partitioning partition(ColumnBuffer rows, StructType tableSchema) {
        return partition(rows::column, rows.rows(), tableSchema);
    }

    /**
     * @param columns the rows' top-level columns by name as the table spells it; null for one that the rows do not have
     * @param rows how many there are
     */
    Partitioning partition(Function<String, ColumnVector> columns, int rows, StructType tableSchema) {
        return new Partitioner(fields, columns, tableSchema).partition(rows);
    }
}
