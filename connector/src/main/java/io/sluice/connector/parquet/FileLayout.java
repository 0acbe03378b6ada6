package io.sluice.connector.parquet;

import io.delta.kernel.types.StructType;
import io.sluice.connector.column.LeafColumn;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;

/**
 * What the files of one batch share.
 *
 * @param delta the files' schema
 * @param parquet the same as Parquet has it
 * @param columns its leaves
 * @param leaves of the rows, in the same order
 */
record FileLayout(StructType delta, MessageType parquet, List<ColumnDescriptor> columns, List<LeafColumn> leaves) {
    static FileLayout of(StructType schema, List<LeafColumn> leaves) {
        MessageType message = ParquetSchemas.message(schema);
        return new FileLayout(schema, message, message.getColumns(), leaves);
    }
}
