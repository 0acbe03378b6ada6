package io.sluice.connector.parquet;

import io.delta.kernel.types.StructType;
import io.sluice.connector.column.LeafColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What the files of one batch share.
 *
 * @param delta the files' schema
 * @param parquet the same as Parquet has it
 * @param leaves of the rows, in Parquet's order
 * @param singles for each leaf the message that has it alone: a writer of one column closes that column's pages by itself
 */
record FileLayout(StructType delta, MessageType parquet, List<LeafColumn> leaves, List<MessageType> singles) {
    static FileLayout of(StructType schema, List<LeafColumn> leaves) {
        MessageType message = ParquetSchemas.message(schema);
        List<MessageType> singles = new ArrayList<>(leaves.size());
        for (LeafColumn leaf : leaves) {
            Type top = message.getType(leaf.path().get(0));
            singles.add(new MessageType(message.getName(), only(top, leaf.path(), 1)));
        }
        return new FileLayout(schema, message, leaves, singles);
    }

    private static Type only(Type type, List<String> path, int depth) {
        if (depth == path.size()) {
            return type;
        }
        GroupType group = type.asGroupType();
        return group.withNewFields(only(group.getType(path.get(depth)), path, depth + 1));
    }

    ColumnDescriptor column(int leaf) {
        return singles.get(leaf).getColumns().get(0);
    }
}
