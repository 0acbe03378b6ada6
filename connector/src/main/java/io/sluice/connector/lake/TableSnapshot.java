package io.sluice.connector.lake;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.StructType;
import io.sluice.connector.schema.TableSchema;
import io.sluice.connector.schema.Widening;
import java.util.List;
import java.util.Map;

/** One version of a table, with the offsets of that same version: what is checked and what is committed from must be one snapshot (I1). */
public interface TableSnapshot {
    long version();

    /** The table's id: another one at the same path is another table. */
    String id();

    StructType schema();

    List<String> partitionColumns();

    /** By which OPTIMIZE sorts the rows (liquid clustering), by their names in files; none when the table is not clustered. */
    List<Column> clusteringColumns();

    Map<String, String> properties();

    /** Which columns' types may be widened so that every reader still reads the table. */
    Widening widening();

    default TableSchema tableSchema() {
        return new TableSchema(schema(), widening());
    }

    SourceOffsets offsets();

    /** @throws LakeRefusedException the connector would write the table wrongly */
    void requireWritable(String location);
}
