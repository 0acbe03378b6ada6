package io.sluice.connector.column;

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.sluice.connector.schema.ColumnNames;
import java.util.function.Consumer;

/**
 * One field of a struct, or the element, key or value of a list or map: its names, and the column that holds its values. Until a value
 * shows its type it has none, unless a schema gave it one.
 */
final class Field {
    private final Context context;
    private final Node parent;
    /** How many levels down: 1 at the top. */
    private final int depth;

    private String column;
    private FieldMetadata metadata;
    /** The field's own name in the value; the column's while no value had the field. */
    private String name;
    /** Whether {@link #name} is certain: the table recorded it when the column was made. */
    private final boolean named;
    /** {@link #name} as JSON has it. */
    private JsonName jsonName;

    /** Among its struct's fields. */
    private int position;

    /** Whether a schema made the column, rather than a value. */
    private boolean typed;

    private Node node;
    /** The last object ({@link Context#nextObject()}) in which the field stood. */
    private long seen;
    /** Whether a row that is in has the field in its Connect schema, even if only as null. */
    private boolean wanted;

    private Field(Context context, Node parent, String column, String name, boolean named, FieldMetadata metadata) {
        this.context = context;
        this.parent = parent;
        this.depth = parent == null || parent.owner() == null ? 1 : parent.owner().depth + 1;
        this.column = column;
        this.name = name;
        this.jsonName = new JsonName(name);
        this.named = named;
        this.metadata = metadata;
    }

    /** A field whose type the values will show. */
    static Field inferred(Context context, Node parent, String column, String name, FieldMetadata metadata) {
        return new Field(context, parent, column, name, false, metadata);
    }

    /** A field whose type a schema gives. */
    static Field typed(Context context, Node parent, StructField field, String name, boolean named, boolean fixed) {
        Field typed = new Field(context, parent, field.getName(), name, named, field.getMetadata());
        typed.typed = true;
        typed.node = Node.of(typed, field.getDataType(), fixed, context);
        return typed;
    }

    /** The element, key or value of a list or map; the type is null when it is not known. */
    static Field inner(Context context, Node parent, String column, DataType type, boolean fixed) {
        Field inner = new Field(context, parent, column, column, true, FieldMetadata.empty());
        inner.node = type == null ? null : Node.of(inner, type, fixed, context);
        return inner;
    }

    /** Gives a type to a field that has none yet. */
    void expect(DataType type) {
        if (!known()) {
            node = Node.of(this, type, false, context);
        }
    }

    boolean integer(int slot, long value, DataType type) {
        ScalarNode scalar = scalar();
        return scalar != null && scalar.integer(slot, value, type);
    }

    boolean fraction(int slot, Fraction value, DataType type) {
        ScalarNode scalar = scalar();
        return scalar != null && scalar.fraction(slot, value, type);
    }

    boolean bool(int slot, boolean value) {
        ScalarNode scalar = scalar();
        return scalar != null && scalar.bool(slot, value, BooleanType.BOOLEAN);
    }

    boolean text(int slot, Utf8 value) {
        ScalarNode scalar = scalar();
        return scalar != null && scalar.text(slot, value, StringType.STRING);
    }

    boolean binary(int slot, byte[] value, int offset, int length) {
        ScalarNode scalar = scalar();
        return scalar != null && scalar.binary(slot, value, offset, length, BinaryType.BINARY);
    }

    boolean date(int slot, long epochDay) {
        ScalarNode scalar = scalar();
        return scalar != null && scalar.date(slot, epochDay, DateType.DATE);
    }

    boolean timestamp(int slot, long epochMicros) {
        ScalarNode scalar = scalar();
        return scalar != null && scalar.timestamp(slot, epochMicros, TimestampType.TIMESTAMP);
    }

    boolean localTimestamp(int slot, long localMicros) {
        ScalarNode scalar = scalar();
        return scalar != null && scalar.localTimestamp(slot, localMicros, TimestampNTZType.TIMESTAMP_NTZ);
    }

    /** The scalar column; null when the field holds structs, lists or maps. */
    ScalarNode scalar() {
        if (node instanceof ScalarNode scalar) {
            return scalar;
        }
        if (replaceable()) {
            ScalarNode scalar = new ScalarNode(context);
            replace(scalar);
            return scalar;
        }
        return null;
    }

    /** The struct; null when the field holds something else, or lies too deep for one. */
    StructNode struct() {
        if (node instanceof StructNode struct) {
            return struct;
        }
        if (replaceable() && mayNest()) {
            StructNode struct = new StructNode(this, null, false, context);
            replace(struct);
            return struct;
        }
        return null;
    }

    /** The list; null when the field holds something else, or lies too deep for one. */
    ListNode list() {
        if (node instanceof ListNode list) {
            return list;
        }
        if (replaceable() && mayNest()) {
            ListNode list = new ListNode(this, null, false, context);
            replace(list);
            return list;
        }
        return null;
    }

    /** The map; null when the field holds something else. Only a schema makes one. */
    MapNode map() {
        return node instanceof MapNode map ? map : null;
    }

    private void replace(Node by) {
        if (node != null) {
            context.replaced(this, node);
        }
        node = by;
    }

    /** The row in which a value of another shape came is out. */
    void restore(Node before) {
        node.release();
        node = before;
    }

    private boolean mayNest() {
        return depth < context.maxNesting();
    }

    private boolean replaceable() {
        return node == null || (!node.known() && !node.hasValues());
    }

    boolean known() {
        return node != null && node.known();
    }

    boolean has(int slot) {
        return node != null && node.has(slot);
    }

    boolean hasValues() {
        return node != null && node.hasValues();
    }

    /** Whether the rows need the column. */
    boolean needed() {
        return known() && (wanted || node.hasValues());
    }

    void want() {
        wanted = true;
    }

    void place(int at) {
        position = at;
    }

    int position() {
        return position;
    }

    boolean named() {
        return named;
    }

    /** Gives the column to another field of the same {@link ColumnNames#key}; the table's column keeps its spelling. */
    void rename(String source) {
        name = source;
        jsonName = new JsonName(source);
        if (!typed) {
            column = ColumnNames.columnName(source);
            metadata = ColumnNames.metadata(source);
        }
    }

    /** @return false when the field has stood in this object before */
    boolean see(long object) {
        boolean first = seen != object;
        seen = object;
        return first;
    }

    boolean seenIn(long object) {
        return seen == object;
    }

    StructField toStructField() {
        return new StructField(column, node.type(), true, metadata);
    }

    Context context() {
        return context;
    }

    Node node() {
        return node;
    }

    /** What the field is part of; null at the top. */
    Node parent() {
        return parent;
    }

    String column() {
        return column;
    }

    String name() {
        return name;
    }

    JsonName jsonName() {
        return jsonName;
    }

    void truncate(int limit) {
        if (node != null) {
            node.truncate(limit);
        }
    }

    void arrays(Consumer<GrowingArray> each) {
        if (node != null) {
            node.arrays(each);
        }
    }

    void takeArrays(Field from) {
        if (node != null && from.node != null) {
            node.takeArrays(from.node);
        }
    }

    void release() {
        if (node != null) {
            node.release();
        }
    }
}
