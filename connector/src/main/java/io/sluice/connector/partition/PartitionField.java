package io.sluice.connector.partition;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.StructField;
import io.sluice.connector.schema.ColumnNames;
import io.sluice.connector.schema.DdlSchema;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * One entry of {@code table.partition.by}.
 *
 * @param source the column that it reads
 * @param name the partition column
 */
record PartitionField(String source, Transform transform, String name) {
    /** Metadata of a derived column: how it is made, and the calendar's zone where that is not UTC. */
    private static final String MADE_OF = "sluice.partition";

    private static final String ZONE = "sluice.partition.time.zone";
    private static final String COMMENT = "comment";

    /** @param field a column by its name or its field's */
    static PartitionField of(String field, Transform transform) {
        String source = ColumnNames.columnName(field);
        return new PartitionField(source, transform, transform.columnName(source));
    }

    /** @param column in a table; null when the table has no such column */
    static PartitionField of(String name, StructField column) {
        if (column == null || !column.getMetadata().contains(MADE_OF)) {
            return new PartitionField(name, new Identity(), name);
        }
        FieldMetadata metadata = column.getMetadata();
        ZoneId zone = metadata.contains(ZONE) ? ZoneId.of(metadata.getString(ZONE)) : ZoneOffset.UTC;
        PartitionField made = PartitionEntries.parse(metadata.getString(MADE_OF), zone);
        return new PartitionField(made.source, made.transform, name);
    }

    boolean derived() {
        return !(transform instanceof Identity);
    }

    /** Whether both make the same column of the same values. */
    boolean isLike(PartitionField other) {
        return transform.equals(other.transform)
                && ColumnNames.key(source).equals(ColumnNames.key(other.source))
                && ColumnNames.key(name).equals(ColumnNames.key(other.name));
    }

    /** A derived column, for a table that has to be made. */
    StructField column(DataType sourceType) {
        FieldMetadata.Builder metadata =
                FieldMetadata.builder().putString(COMMENT, toString()).putString(MADE_OF, text());
        if (transform instanceof Calendar calendar && !calendar.utc()) {
            metadata.putString(ZONE, calendar.zone().getId());
        }
        return new StructField(name, transform.type(sourceType), true, metadata.build());
    }

    /** As the user wrote it. */
    String text() {
        return transform.text(source);
    }

    /** With what the entry alone does not say. */
    @Override
    public String toString() {
        return transform.remark().isEmpty() ? text() : text() + ", " + transform.remark();
    }

    /** Refuses a source of which no partition value can be made. */
    void check(DataType type) {
        if (transform.takes(type)) {
            return;
        }
        if (derived()) {
            throw refusal(
                    type,
                    transform.text("…") + " takes " + transform.taken() + " alone",
                    "Declare it in value.schema as one of these, or partition by another column.");
        }
        throw type.isNested()
                ? refusal(
                        type,
                        "Delta partitions by scalar columns alone",
                        "Name a scalar column at the top of the value.")
                : refusal(
                        type,
                        "its bytes do not survive as text in Delta's log",
                        "Name another column, or land it as STRING.");
    }

    private IllegalArgumentException refusal(DataType type, String problem, String remedy) {
        return new IllegalArgumentException("Cannot partition by " + text() + ": column '" + source + "' is "
                + DdlSchema.toDdl(type) + ", and " + problem + ". " + remedy);
    }
}
