package io.sluice.analytics.output;

import java.util.List;
import java.util.Objects;

/**
 * A result: named columns and rows of plain Java values (null, Boolean, Number, String, Instant, LocalDate, LocalDateTime,
 * Duration, Period, byte[], List, Map). Rows may hold nulls, so they are not {@code List.of} lists.
 *
 * @param name what the table shows; printed above it when a job has several
 */
public record ResultTable(String name, List<String> columns, List<List<Object>> rows) {
    public ResultTable {
        Objects.requireNonNull(name);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row of " + name + " has " + row.size() + " values for " + columns.size() + " columns");
            }
        }
    }
}
