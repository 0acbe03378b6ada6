package io.sluice.connector.lake;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.MetadataColumn;
import io.sluice.connector.parquet.StatisticsColumns;
import io.sluice.connector.schema.ColumnMapping;
import io.sluice.connector.schema.ColumnNames;
import io.sluice.connector.schema.ColumnPaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which columns a data file gets: the table's, in its order and with its types, as far as the rows have them; partition columns never. */
final class FileSchema {
    private static final String INDEXED_COLUMNS = "delta.dataSkippingNumIndexedCols";
    /** In the place of the other, where a table has it. */
    private static final String NAMED_COLUMNS = "delta.dataSkippingStatsColumns";

    private static final int DEFAULT_INDEXED_COLUMNS = 32;

    private FileSchema() {}

    static StructType of(StructType table, StructType rows, List<String> partitionColumns) {
        Set<String> excluded = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        excluded.addAll(partitionColumns);
        List<StructField> fields = new ArrayList<>();
        for (StructField field : common(table, rows).fields()) {
            if (!excluded.contains(field.getName())) {
                fields.add(field);
            }
        }
        return new StructType(fields);
    }

    /**
     * How many of the table's leaf columns the files lack, which are null there: what producers no longer send. The record's coordinates and
     * {@code _rescued} do not count.
     */
    static int absent(StructType table, StructType file, List<String> partitionColumns) {
        Set<String> excluded = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        excluded.addAll(partitionColumns);
        excluded.add(ColumnNames.RESCUED);
        int absent = 0;
        for (StructField field : table.fields()) {
            if (!excluded.contains(field.getName()) && !MetadataColumn.names(ColumnNames.key(field.getName()))) {
                int at = file.indexOf(field.getName());
                absent += leaves(field.getDataType())
                        - (at < 0 ? 0 : leaves(file.at(at).getDataType()));
            }
        }
        return absent;
    }

    private static int leaves(DataType type) {
        if (type instanceof StructType struct) {
            return struct.fields().stream()
                    .mapToInt(field -> leaves(field.getDataType()))
                    .sum();
        }
        if (type instanceof ArrayType array) {
            return leaves(array.getElementType());
        }
        return type instanceof MapType map ? leaves(map.getKeyType()) + leaves(map.getValueType()) : 1;
    }

    /**
     * Which columns of a table get statistics: those that its properties name, else as many of the first leaf columns as they say (-1: all),
     * and always those that the table is clustered by (protocol, "Writer Requirements for Clustered Table").
     */
    static StatisticsColumns statistics(TableSnapshot table) {
        String count = table.properties().get(INDEXED_COLUMNS);
        String names = table.properties().get(NAMED_COLUMNS);
        Set<Column> named = new HashSet<>(table.clusteringColumns());
        if (names != null && !names.isBlank()) {
            ColumnPaths.parse(names).forEach(path -> ColumnPaths.find(table.schema(), path)
                    .ifPresent(found -> named.add(ColumnPaths.column(found, ColumnMapping::physicalName))));
            return new StatisticsColumns(0, named);
        }
        int first = count == null ? DEFAULT_INDEXED_COLUMNS : Integer.parseInt(count);
        return new StatisticsColumns(first < 0 ? Integer.MAX_VALUE : first, named);
    }

    private static StructType common(StructType table, StructType rows) {
        Map<String, StructField> present = new HashMap<>();
        for (StructField field : rows.fields()) {
            present.put(field.getName().toLowerCase(Locale.ROOT), field);
        }
        List<StructField> fields = new ArrayList<>();
        for (StructField field : table.fields()) {
            StructField row = present.get(field.getName().toLowerCase(Locale.ROOT));
            if (row != null) {
                fields.add(field.withDataType(common(field.getDataType(), row.getDataType())));
            }
        }
        return new StructType(fields);
    }

    private static DataType common(DataType table, DataType rows) {
        if (table instanceof StructType tableStruct && rows instanceof StructType rowStruct) {
            return common(tableStruct, rowStruct);
        }
        if (table instanceof ArrayType tableArray && rows instanceof ArrayType rowArray) {
            return new ArrayType(
                    common(tableArray.getElementType(), rowArray.getElementType()), tableArray.containsNull());
        }
        if (table instanceof MapType tableMap && rows instanceof MapType rowMap) {
            return new MapType(
                    common(tableMap.getKeyType(), rowMap.getKeyType()),
                    common(tableMap.getValueType(), rowMap.getValueType()),
                    tableMap.isValueContainsNull());
        }
        return table;
    }
}
