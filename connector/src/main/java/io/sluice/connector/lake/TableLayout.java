package io.sluice.connector.lake;

import io.delta.kernel.expressions.Column;
import java.util.List;

/**
 * How a new table lays out its rows: in folders by partition columns, or by liquid clustering, which OPTIMIZE does. Delta lets no table have
 * both.
 */
public record TableLayout(List<String> partitionColumns, List<Column> clusteringColumns) {
    public static final TableLayout NONE = new TableLayout(List.of(), List.of());

    public TableLayout {
        partitionColumns = List.copyOf(partitionColumns);
        clusteringColumns = List.copyOf(clusteringColumns);
    }
}
