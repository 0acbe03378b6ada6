package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.schema.ColumnNames;
import io.sluice.connector.schema.DdlSchema;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code table.partition.by} says: columns, or what is made of a column. Those add a column of their own, which the files do not hold:
 *
 * <table>
 * <caption>Derived columns</caption>
 * <tr><td>year(ts)</td><td>ts_year INT</td><td>2001</td></tr>
 * <tr><td>month(ts)</td><td>ts_month STRING</td><td>2001-02</td></tr>
 * <tr><td>day(ts)</td><td>ts_day DATE</td><td>2001-02-03</td></tr>
 * <tr><td>hour(ts)</td><td>ts_hour STRING</td><td>2001-02-03-04</td></tr>
 * <tr><td>truncate(c, 2)</td><td>c_truncate STRING, BIGINT or DECIMAL(38, s)</td><td>ab</td></tr>
 * <tr><td>bucket(16, c)</td><td>c_bucket INT</td><td>7</td></tr>
 * </table>
 *
 * <p>A derived column is null where its source is, where it would be the empty string, which Delta takes for null, and where no partition
 * value can say it: a day before the year 1 or after 9999, or a number of 39 digits. The source's own value is in the file.
 */
public final class PartitionSpec {
    private final List<PartitionField> fields;

    private PartitionSpec(List<PartitionField> fields) {
        this.fields = List.copyOf(fields);
    }

    /** {@link #parse(List, ZoneId)} in UTC. */
    public static PartitionSpec parse(List<String> partitionBy) {
        return parse(partitionBy, ZoneOffset.UTC);
    }

    /**
     * @param partitionBy {@code table.partition.by}, cut at its commas; a column is named by itself or by its field
     * @param zone in which moments have a year, month, day and hour
     * @throws IllegalArgumentException for an entry that is none, or two that make the same column
     */
    public static PartitionSpec parse(List<String> partitionBy, ZoneId zone) {
        List<PartitionField> fields = new ArrayList<>(partitionBy.size());
        Map<String, PartitionField> byName = new HashMap<>();
        for (String entry : PartitionEntries.joined(partitionBy)) {
            PartitionField field = PartitionEntries.parse(entry, zone);
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

    /**
     * This spec for a table that is there: a column that the table does not know how to make, or that the settings name as it is, is made
     * by what the other says.
     *
     * @param table {@link #of} the table
     * @return empty when the table is partitioned by other columns, or makes one of them otherwise
     */
    public Optional<PartitionSpec> in(PartitionSpec table) {
        if (fields.size() != table.fields.size()) {
            return Optional.empty();
        }
        List<PartitionField> agreed = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            PartitionField own = fields.get(i);
            PartitionField its = table.fields.get(i);
            boolean same = (its.derived() && own.derived())
                    ? own.isLike(its)
                    : ColumnNames.key(own.name()).equals(ColumnNames.key(its.name()));
            if (!same) {
                return Optional.empty();
            }
            agreed.add(its.derived() ? its : own);
        }
        return Optional.of(new PartitionSpec(agreed));
    }

    /**
     * Refuses a change of a column's type after which a derived column would have another value for what its rows hold already.
     *
     * @throws IllegalArgumentException that names both
     */
    public void requireKept(StructType from, StructType to) {
        for (PartitionField field : fields) {
            StructField before = Columns.find(from, field.source());
            StructField after = Columns.find(to, field.source());
            if (field.derived() && before != null && after != null) {
                requireKept(field, before.getDataType(), after.getDataType());
            }
        }
    }

    private static void requireKept(PartitionField field, DataType before, DataType after) {
        boolean kept = (before instanceof DecimalType from && after instanceof DecimalType to)
                ? from.getScale() == to.getScale()
                : before.equals(after) || (Integers.are(before) && Integers.are(after));
        if (!kept) {
            throw new IllegalArgumentException("Cannot make column '" + field.source() + "' "
                    + DdlSchema.toDdl(after) + ", which is " + DdlSchema.toDdl(before)
                    + " in the table: the table is partitioned by " + field.text()
                    + ", and its rows would be in the wrong partitions. Have the producers send "
                    + DdlSchema.toDdl(before) + ", set schema.evolution=add, or land in a new table.");
        }
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
                StructField own = Columns.find(known, field.source());
                DataType type = (own == null ? source : own).getDataType();
                field.check(type);
                if (field.derived()) {
                    columns.add(end++, field.column(type));
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

    /** As the user would write it, in braces. */
    @Override
    public String toString() {
        return fields.toString();
    }

    /**
     * The partition of every row.
     *
     * @param tableSchema with the partition columns
     * @param numbers hold the result's ordinals, and so are not to be used as long as it is
     * @throws IllegalArgumentException when the table has not got them
     */
    public Partitioning partition(ColumnBuffer rows, StructType tableSchema, RowInts numbers) {
        return partition(rows::column, rows.rows(), tableSchema, numbers);
    }

    /**
     * @param columns the rows' top-level columns by name as the table spells it; null for one that the rows do not have
     * @param rows how many there are
     */
    Partitioning partition(Function<String, ColumnVector> columns, int rows, StructType tableSchema, RowInts numbers) {
        return new Partitioner(fields, columns, tableSchema).partition(rows, numbers);
    }
}
