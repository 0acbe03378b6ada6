package io.sluice.analytics.output;

import java.util.List;
import java.util.stream.Collectors;

/** RFC 4180, with a line feed at the end of a line. A null is an empty field, an empty string is quoted. */
final class CsvText {
    private CsvText() {}

    static String of(ResultTable table) {
        StringBuilder text = new StringBuilder(line(table.columns()));
        table.rows().forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<?> values) {
        return values.stream().map(CsvText::field).collect(Collectors.joining(",", "", "\n"));
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        String text = CellText.of(value);
        boolean quote = text.isEmpty()
                || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || Character.isWhitespace(text.charAt(0));
        return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
