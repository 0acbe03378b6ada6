package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One pass over the rows of a batch. A row's partition is a number: that of its first column's value; joined with each further column's,
 * the pair is numbered again. So a row costs one hash look-up of a long per column, and literals are made once per partition.
 */
final class Partitioner {
    private final List<PartitionValues> columns = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    /** For column i + 1: the pairs of a partition by the columns up to i, and a value of column i + 1. */
    private final List<LongInterner> pairs = new ArrayList<>();

    Partitioner(List<PartitionField> fields, Function<String, ColumnVector> vectors, StructType tableSchema) {
        for (PartitionField field : fields) {
            StructField target = Columns.find(tableSchema, field.name());
            if (target == null) {
                throw new IllegalArgumentException(
                        "Cannot partition by " + field.text() + ": the table has no column '" + field.name()
                                + "'. Set table.partition.by to the table's own partition columns, or land in a new table.");
            }
            StructField source = Columns.find(tableSchema, field.source());
            String sourceName = source == null ? field.source() : source.getName();
            names.add(target.getName());
            columns.add(ValueReaders.values(field, vectors.apply(sourceName), target.getDataType()));
            pairs.add(new LongInterner());
        }
    }

    /** @param numbers for as many rows at least */
    Partitioning partition(int rows, RowInts numbers) {
        if (columns.isEmpty()) {
            return new Partitioning(null, List.of(new PartitionKey(Map.of(), "")));
        }
        int[] ordinals = numbers.array(rows);
        int count = 0;
        for (int row = 0; row < rows; row++) {
            int ordinal = ordinal(row);
            ordinals[row] = ordinal;
            count = Math.max(count, ordinal + 1);
        }
        List<PartitionKey> keys = new ArrayList<>(count);
        for (int ordinal = 0; ordinal < count; ordinal++) {
            keys.add(key(ordinal));
        }
        return new Partitioning(count == 1 ? null : ordinals, keys);
    }

    private int ordinal(int row) {
        int ordinal = columns.get(0).ordinal(row);
        for (int i = 1; i < columns.size(); i++) {
            ordinal = pairs.get(i).intern((long) ordinal << 32 | columns.get(i).ordinal(row));
        }
        return ordinal;
    }

    private PartitionKey key(int ordinal) {
        Literal[] literals = new Literal[columns.size()];
        int left = ordinal;
        for (int i = literals.length - 1; i > 0; i--) {
            long pair = pairs.get(i).value(left);
            literals[i] = columns.get(i).literal((int) pair);
            left = (int) (pair >>> 32);
        }
        literals[0] = columns.get(0).literal(left);
        Map<String, Literal> values = new LinkedHashMap<>();
        StringBuilder directory = new StringBuilder();
        for (int i = 0; i < literals.length; i++) {
            values.put(names.get(i), literals[i]);
            directory.append(i == 0 ? "" : "/").append(Directories.name(names.get(i), literals[i], literals.length));
        }
        return new PartitionKey(values, directory.toString());
    }
}
