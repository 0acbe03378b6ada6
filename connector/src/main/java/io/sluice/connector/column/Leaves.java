package io.sluice.connector.column;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.schema.ColumnMapping;
import io.sluice.connector.schema.ColumnNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The leaf columns of a file's schema over the columns of a buffer, depth first, as Parquet orders them. */
final class Leaves {
    private final List<LeafColumn> leaves = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private final List<LeafColumn.Step> steps = new ArrayList<>();
    private int repetition;

    private Leaves() {}

    /** @param node null when the buffer has no such column */
    static List<LeafColumn> of(StructField field, Node node) {
        Leaves leaves = new Leaves();
        leaves.add(ColumnMapping.physicalName(field), field.getDataType(), node, false);
        return leaves.leaves;
    }

    private void add(String name, DataType type, Node node, boolean required) {
        path.add(name);
        if (type instanceof StructType struct) {
            struct(struct, expect(StructNode.class, node, type), required);
        } else if (type instanceof ArrayType array) {
            list(array, expect(ListNode.class, node, type), required);
        } else if (type instanceof MapType map) {
            map(map, expect(MapNode.class, node, type), required);
        } else {
            ScalarNode scalar = expect(ScalarNode.class, node, type);
            leaves.add(new LeafColumn(
                    List.copyOf(path),
                    type,
                    // Each leaf walks down with cursors of its own.
                    steps.stream().map(LeafColumn.Step::copy).toArray(LeafColumn.Step[]::new),
                    required,
                    scalar == null ? null : scalar.current()));
        }
        path.remove(path.size() - 1);
    }

    private void struct(StructType type, StructNode node, boolean required) {
        steps.add(new LeafColumn.Step(node == null ? null : node.slots(), null, required ? 0 : 1, 0));
        for (StructField field : type.fields()) {
            Field own = node == null ? null : node.column(field.getName());
            add(ColumnMapping.physicalName(field), field.getDataType(), own == null ? null : own.node(), false);
        }
        steps.remove(steps.size() - 1);
        requireAll(type, node);
    }

    /** What the rows have must have a place in the file, or it would be lost in silence. */
    private void requireAll(StructType type, StructNode node) {
        if (node == null) {
            return;
        }
        Set<String> keys = new HashSet<>();
        type.fieldNames().forEach(name -> keys.add(ColumnNames.key(name)));
        for (Field own : node.fields()) {
            if (own.hasValues() && own.known() && !keys.contains(ColumnNames.key(own.column()))) {
                throw new IllegalArgumentException(
                        "The rows have values in " + String.join(".", path) + "." + own.column()
                                + ", and the file's schema has no such column. Evolve the table or refit the rows first.");
            }
        }
    }

    private void list(ArrayType type, ListNode node, boolean required) {
        open(node == null ? null : node.ranges(), required);
        path.add("list");
        add(
                "element",
                type.getElementType(),
                node == null ? null : node.element().node(),
                false);
        path.remove(path.size() - 1);
        close();
    }

    private void map(MapType type, MapNode node, boolean required) {
        open(node == null ? null : node.ranges(), required);
        path.add("key_value");
        add("key", type.getKeyType(), node == null ? null : node.key().node(), true);
        add("value", type.getValueType(), node == null ? null : node.value().node(), false);
        path.remove(path.size() - 1);
        close();
    }

    private void open(Ranges ranges, boolean required) {
        repetition++;
        steps.add(new LeafColumn.Step(ranges == null ? null : ranges.slots(), ranges, required ? 0 : 1, repetition));
    }

    private void close() {
        steps.remove(steps.size() - 1);
        repetition--;
    }

    private <T extends Node> T expect(Class<T> kind, Node node, DataType type) {
        if (node == null || !node.known()) {
            return null;
        }
        if (kind.isInstance(node)) {
            return kind.cast(node);
        }
        throw new IllegalArgumentException("Column " + String.join(".", path) + " is " + Mismatch.sql(type)
                + " in the file and " + Mismatch.sql(node.type()) + " in the rows. Refit the rows first.");
    }
}
