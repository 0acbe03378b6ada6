package io.sluice.connector.parquet;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.schema.ColumnMapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * Delta's statistics of a file (protocol, "Per-file Statistics") out of what Parquet's writer gathered. A list or map counts as one of the
 * first columns, as in Delta's {@code delta.dataSkippingNumIndexedCols}, but has no statistics.
 */
final class FileStatistics {
    private final List<BlockMetaData> blocks;
    private final Map<Column, Literal> min = new HashMap<>();
    private final Map<Column, Literal> max = new HashMap<>();
    private final Map<Column, Long> nulls = new HashMap<>();
    private final StatisticsColumns wanted;
    private int position;
    private int leaf;

    private FileStatistics(List<BlockMetaData> blocks, StatisticsColumns wanted) {
        this.blocks = blocks;
        this.wanted = wanted;
    }

    static DataFileStatistics of(FileLayout layout, List<BlockMetaData> blocks, long rows, StatisticsColumns wanted) {
        FileStatistics statistics = new FileStatistics(blocks, wanted);
        statistics.struct(layout.delta(), new Column(new String[0]));
        return new DataFileStatistics(rows, statistics.min, statistics.max, statistics.nulls, Optional.empty());
    }

    private void struct(StructType struct, Column parent) {
        for (StructField field : struct.fields()) {
            Column column = parent.appendNestedField(ColumnMapping.physicalName(field));
            if (field.getDataType() instanceof StructType nested) {
                struct(nested, column);
            } else if (field.getDataType() instanceof ArrayType || field.getDataType() instanceof MapType) {
                position++;
                leaf += LeafCount.of(field.getDataType());
            } else {
                if (wanted.has(position++, column)) {
                    scalar(field, column);
                }
                leaf++;
            }
        }
    }

    private void scalar(StructField field, Column column) {
        Statistics<?> merged = merged();
        if (merged == null) {
            return;
        }
        nulls.put(column, merged.getNumNulls());
        if (merged.hasNonNullValue()) {
            Bounds bounds = Bounds.of(field.getDataType(), merged);
            if (bounds.min() != null) {
                min.put(column, bounds.min());
            }
            if (bounds.max() != null) {
                max.put(column, bounds.max());
            }
        }
    }

    /** Over all row groups; null when one has none. */
    private Statistics<?> merged() {
        Statistics<?> merged = null;
        for (BlockMetaData block : blocks) {
            Statistics<?> part = block.getColumns().get(leaf).getStatistics();
            if (part == null || part.isEmpty() || !part.isNumNullsSet()) {
                return null;
            }
            if (merged == null) {
                merged = part.copy();
            } else {
                merged.mergeStatistics(part);
            }
        }
        return merged;
    }
}
