package io.sluice.connector.column;

import io.sluice.connector.schema.ColumnNames;

/** JSON Pointers (RFC 6901) into the value of the row in hand. */
final class Pointer {
    private Pointer() {}

    /** @param slot of the field */
    static String of(Field field, int slot) {
        Node parent = field.parent();
        if (parent instanceof StructNode struct) {
            Field owner = struct.owner();
            return ColumnNames.pointer(owner == null ? "" : of(owner, slot), field.name());
        }
        if (parent instanceof ListNode list) {
            return inside(list.ranges(), String.valueOf(slot - list.ranges().openStart()));
        }
        if (parent instanceof MapNode map) {
            return inside(map.ranges(), key(map, slot));
        }
        throw new IllegalStateException("field " + field.name() + " is part of nothing");
    }

    /** @param field the struct's or map's, null for the value itself */
    static String of(Field field, int slot, String name) {
        return ColumnNames.pointer(field == null ? "" : of(field, slot), name);
    }

    private static String inside(Ranges ranges, String last) {
        return ColumnNames.pointer(of(ranges.field(), ranges.openSlot()), last);
    }

    private static String key(MapNode map, int slot) {
        Object key = RowReader.value(map.key(), slot);
        return String.valueOf(key);
    }
}
