package io.sluice.connector.partition;

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.TimestampType;
import io.sluice.connector.schema.ColumnNames;
import io.sluice.connector.schema.DdlSchema;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of {@code table.partition.by}.
 *
 * @param source the column that it reads
 * @param name the partition column
 */
record PartitionField(String source, Transform transform, String name) {
    /** Metadata of a derived column: how it is made. */
    private static final String MADE_OF = "sluice.partition";

    private static final Pattern CALL = Pattern.compile("(\\w+)\\s*\\((.*)\\)", Pattern.DOTALL);

    static PartitionField parse(String entry) {
        String text = entry.strip();
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "table.partition.by has an empty entry. Remove a comma, or name a column.");
        }
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return of(text, Transform.IDENTITY);
        }
        String word = call.group(1).toUpperCase(Locale.ROOT);
        String source = call.group(2).strip();
        Transform transform = Arrays.stream(Transform.values())
                .filter(known -> known != Transform.IDENTITY && known.name().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("table.partition.by has '" + text + "', and '" + call.group(1)
                                + "' is no way to partition. Use year(column), month(column), day(column) or hour(column); a field that really has"
                                + " this name is given as " + ColumnNames.columnName(text) + "."));
        if (source.isEmpty()) {
            throw new IllegalArgumentException("table.partition.by has '" + text + "', which names no column. Write "
                    + transform.word() + "(column).");
        }
        return of(source, transform);
    }

    /** @param column in a table; null when the table has no such column */
    static PartitionField of(String name, StructField column) {
        if (column == null || !column.getMetadata().contains(MADE_OF)) {
            return new PartitionField(name, Transform.IDENTITY, name);
        }
        PartitionField made = parse(column.getMetadata().getString(MADE_OF));
        return new PartitionField(made.source, made.transform, name);
    }

    private static PartitionField of(String field, Transform transform) {
        String source = ColumnNames.columnName(field);
        return new PartitionField(source, transform, transform.columnName(source));
    }

    boolean derived() {
        return transform != Transform.IDENTITY;
    }

    /** A derived column, for a table that has to be made. */
    StructField column(DataType sourceType) {
        FieldMetadata metadata = FieldMetadata.builder()
                .putString("comment", text() + ", UTC")
                .putString(MADE_OF, text())
                .build();
        return new StructField(name, transform.type(sourceType), true, metadata);
    }

    /** As the user wrote it. */
    String text() {
        return derived() ? transform.word() + "(" + source + ")" : source;
    }

    /** Refuses a source of which no partition value can be made. */
    void check(DataType type) {
        if (derived() && !(type instanceof TimestampType || type instanceof DateType)) {
            throw refusal(
                    type,
                    transform.word() + "(…) takes TIMESTAMP and DATE alone",
                    "Declare it in value.schema as TIMESTAMP or DATE.");
        }
        if (type.isNested()) {
            throw refusal(
                    type, "Delta partitions by scalar columns alone", "Name a scalar column at the top of the value.");
        }
        if (type instanceof BinaryType) {
            // Delta writes partition values as text: bytes that are not UTF-8 would come back as others.
            throw refusal(
                    type,
                    "its bytes do not survive as text in Delta's log",
                    "Name another column, or land it as STRING.");
        }
    }

    private IllegalArgumentException refusal(DataType type, String problem, String remedy) {
        return new IllegalArgumentException("Cannot partition by " + text() + ": column '" + source + "' is "
                + DdlSchema.toDdl(type) + ", and " + problem + ". " + remedy);
    }
}
