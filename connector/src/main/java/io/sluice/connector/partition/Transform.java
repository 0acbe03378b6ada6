package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.DataType;

/** What makes a partition column from a column. Null makes null, always. */
sealed interface Transform permits Identity, Calendar, Truncate, Bucket {
    /** The partition column over {@code source}: the column itself, or such as {@code ts_day}. */
    String columnName(String source);

    /** As the user writes it in {@code table.partition.by}. */
    String text(String source);

    /** What a reader should know of the column beside {@link #text}; empty for nothing. */
    default String remark() {
        return "";
    }

    /** The partition column's type, given the source's. */
    DataType type(DataType source);

    boolean takes(DataType source);

    /** The types that {@link #takes} lets pass, in Spark's words. */
    String taken();

    /** @param target the partition column's type in the table */
    PartitionValues values(ColumnVector source, DataType target);
}
