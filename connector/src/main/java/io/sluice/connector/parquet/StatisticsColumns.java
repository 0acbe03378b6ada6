package io.sluice.connector.parquet;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.expressions.Column;
import java.util.Arrays;
import java.util.Set;

/**
 * Which columns of a file get statistics.
 *
 * @param first how many leaf columns, in the table's order
 * @param named others, and structs whose fields all get them, by their physical names
 */
public record StatisticsColumns(int first, Set<Column> named) {
    /** Every column. */
    public static final StatisticsColumns ALL = new StatisticsColumns(Integer.MAX_VALUE, Set.of());

    public StatisticsColumns {
        requireNonNull(named, "named is null");
        named = Set.copyOf(named);
    }

    /** @param position of the leaf in the table's order, from 0 */
    boolean has(int position, Column leaf) {
        if (position < first) {
            return true;
        }
        if (named.isEmpty()) {
            return false;
        }
        String[] names = leaf.getNames();
        for (int length = 1; length <= names.length; length++) {
            if (named.contains(new Column(Arrays.copyOf(names, length)))) {
                return true;
            }
        }
        return false;
    }
}
