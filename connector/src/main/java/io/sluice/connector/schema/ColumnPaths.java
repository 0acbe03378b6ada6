package io.sluice.connector.schema;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Columns as a text names them: a field of a struct by its path with dots, a name that has dots or commas itself in backticks. */
public final class ColumnPaths {
    private ColumnPaths() {}

    /**
     * @param text columns with commas between
     * @return the names of each from the outermost in
     * @throws IllegalArgumentException a name is empty, or a backtick is alone
     */
    public static List<List<String>> parse(String text) {
        List<List<String>> columns = new ArrayList<>();
        List<String> path = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (char c : (text + ",").toCharArray()) {
            if (c == '`') {
                quoted = !quoted;
            } else if (quoted || (c != '.' && c != ',')) {
                name.append(c);
            } else {
                path.add(name.toString().trim());
                name.setLength(0);
                if (c == ',') {
                    columns.add(List.copyOf(path));
                    path.clear();
                }
            }
        }
        if (quoted || columns.stream().anyMatch(column -> column.contains(""))) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no columns. Write a column's name, the path to a field of a"
                            + " struct (a.b), and names with dots in backticks.");
        }
        return columns;
    }

    /** The fields on the way to a column, whatever the case; empty when the schema has no such column. */
    public static Optional<List<StructField>> find(StructType schema, List<String> path) {
        List<StructField> fields = new ArrayList<>();
        DataType type = schema;
        for (String name : path) {
            Optional<StructField> field = type instanceof StructType struct ? field(struct, name) : Optional.empty();
            if (field.isEmpty()) {
                return Optional.empty();
            }
            fields.add(field.get());
            type = field.get().getDataType();
        }
        return Optional.of(fields);
    }

    /** @param name what a field is called: by its own name, or by that in files */
    public static Column column(List<StructField> path, Function<StructField, String> name) {
        return new Column(path.stream().map(name).toArray(String[]::new));
    }

    private static Optional<StructField> field(StructType struct, String name) {
        String key = ColumnNames.key(name);
        return struct.fields().stream()
                .filter(field -> ColumnNames.key(field.getName()).equals(key))
                .findFirst();
    }
}
