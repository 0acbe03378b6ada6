package io.sluice.analytics.output;

import java.util.ArrayList;
import java.util.List;

/** Aligned columns under a header and a rule; numbers to the right, line breaks and tabs inside a value made visible. */
final class TableText {
    private static final String GAP = "  ";

    private TableText() {}

    static String of(ResultTable table) {
        List<List<String>> cells = cells(table);
        int[] widths = widths(table.columns(), cells);
        boolean[] right = numeric(table);
        StringBuilder text = new StringBuilder();
        line(text, table.columns(), widths, right);
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        line(text, rule, widths, right);
        cells.forEach(row -> line(text, row, widths, right));
        return text.append(count(table.rows().size())).append('\n').toString();
    }

    private static String count(int rows) {
        return rows == 1 ? "(1 row)" : "(" + rows + " rows)";
    }

    private static List<List<String>> cells(ResultTable table) {
        return table.rows().stream()
                .map(row -> row.stream().map(TableText::visible).toList())
                .toList();
    }

    private static String visible(Object value) {
        return CellText.of(value)
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace("\t", "\\t")
                .replaceAll("\\p{Cntrl}", "?");
    }

    private static int[] widths(List<String> columns, List<List<String>> cells) {
        int[] widths = columns.stream().mapToInt(TableText::width).toArray();
        for (List<String> row : cells) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], width(row.get(c)));
            }
        }
        return widths;
    }

    private static boolean[] numeric(ResultTable table) {
        boolean[] numeric = new boolean[table.columns().size()];
        for (int c = 0; c < numeric.length; c++) {
            int column = c;
            numeric[c] = table.rows().stream().anyMatch(row -> row.get(column) instanceof Number)
                    && table.rows().stream()
                            .allMatch(row -> row.get(column) == null || row.get(column) instanceof Number);
        }
        return numeric;
    }

    private static void line(StringBuilder text, List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String pad = " ".repeat(widths[c] - width(cells.get(c)));
            line.append(c == 0 ? "" : GAP).append(right[c] ? pad + cells.get(c) : cells.get(c) + pad);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
