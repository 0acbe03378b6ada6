package io.sluice.connector.column;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.ColumnNames;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A struct: which slots hold one, and its fields, whose values stand in the same slots. */
final class StructNode extends Node {
    private static final String COMMENT = "comment";

    private final Context context;
    /** Null for the value itself, of which every row is one. */
    private final Field field;

    private final Slots slots;
    private final boolean typed;
    private final Set<String> reserved;
    private final List<Field> fields = new ArrayList<>();
    private final Map<String, Field> byName = new HashMap<>();
    /** Those that were looked for by their name's UTF-8. */
    private final Map<NameKey, Field> byUtf8 = new HashMap<>();

    private final NameKey search = new NameKey();
    private final Map<String, Field> byKey = new HashMap<>();
    /** The object in hand: {@link Context#nextObject()}. */
    private long object;
    /** Producers write fields in one order: where the next one is looked for first. */
    private int next;
    /** How many fields the rows that are in have made. */
    private int kept;
    /** A field whose type was known when last asked. */
    private int known;
    /** {@link Context#typings()} when no field's type was known. */
    private long unknownSince = -1;

    /** @param type null when it is not known */
    StructNode(Field field, StructType type, boolean fixed, Context context) {
        this(field, type, fixed, Set.of(), context);
    }

    /** The value itself, at the top of the tree. */
    static StructNode root(StructType type, Set<String> reserved, Context context) {
        return new StructNode(null, type, true, reserved, context);
    }

    private StructNode(Field field, StructType type, boolean fixed, Set<String> reserved, Context context) {
        this.context = context;
        this.field = field;
        this.slots = new Slots(context.memory());
        this.typed = type != null;
        this.reserved = reserved;
        if (type != null) {
            for (StructField declared : type.fields()) {
                String name = recordedName(declared);
                add(Field.typed(context, this, declared, name, !name.equals(declared.getName()), fixed));
            }
            kept = fields.size();
        }
    }

    /** The field's own name: in the comment when the column could not have it. */
    private static String recordedName(StructField column) {
        FieldMetadata metadata = column.getMetadata();
        if (metadata.contains(COMMENT) && metadata.get(COMMENT) instanceof String comment) {
            return ColumnNames.columnName(comment).equals(column.getName()) ? comment : column.getName();
        }
        return column.getName();
    }

    private void add(Field added) {
        added.place(fields.size());
        fields.add(added);
        byName.put(added.name(), added);
        byKey.put(ColumnNames.key(added.column()), added);
        context.memory().add(memory(added));
    }

    /** Begins the object of a slot. */
    void begin(int slot) {
        if (field != null) {
            slots.add(slot);
        }
        object = context.nextObject();
        next = 0;
    }

    /** @return the field that comes next when the fields come in their order; null after the last */
    Field likely() {
        return next < fields.size() ? fields.get(next) : null;
    }

    /** The likely field came. */
    void passed() {
        next++;
    }

    /** As {@link #field(String)}. */
    Field field(JsonString name) throws RecordError {
        if (name.escaped()) {
            return field(name.toString());
        }
        Field found = byUtf8.get(search.set(name.source(), name.from(), name.length()));
        if (found == null) {
            found = field(name.toString());
            if (found != null) {
                byte[] utf8 = found.name().getBytes(StandardCharsets.UTF_8);
                byUtf8.put(new NameKey().set(utf8, 0, utf8.length), found);
            }
        }
        if (found != null) {
            next = found.position() + 1;
        }
        return found;
    }

    /** @return the field of that name, made when need be; null when the table has no such column and may get none */
    Field field(String name) throws RecordError {
        if (next < fields.size()) {
            Field likely = fields.get(next);
            if (likely.name().equals(name)) {
                next++;
                return likely;
            }
        }
        Field found = byName.get(name);
        if (found == null) {
            return bind(name);
        }
        next = found.position() + 1;
        return found;
    }

    private Field bind(String name) throws RecordError {
        String column = ColumnNames.columnName(name);
        String key = ColumnNames.key(column);
        if (reserved.contains(key)) {
            throw ColumnNames.collision(pointer(), key, name);
        }
        Field same = byKey.get(key);
        if (same == null) {
            // A lone surrogate can be in no table's schema.
            if (context.closed() || !context.scratch().utf8.set(name)) {
                return null;
            }
            if (fields.size() == kept) {
                context.grown(this);
            }
            Field added = Field.inferred(context, this, column, name, ColumnNames.metadata(name));
            add(added);
            return added;
        }
        if (same.named() || same.hasValues() || same.seenIn(object)) {
            throw ColumnNames.collision(pointer(), same.name(), name);
        }
        // The table's column with another case, or a name of which no value came: this field's from now on.
        byName.remove(same.name());
        byUtf8.clear();
        same.rename(name);
        byName.put(name, same);
        return same;
    }

    /** The row that added fields is in. */
    void keepFields() {
        kept = fields.size();
    }

    /** The row that added fields is out: a name that only it had must not stand in the way of others. */
    void dropFields() {
        while (fields.size() > kept) {
            Field dropped = fields.remove(fields.size() - 1);
            byName.remove(dropped.name());
            byKey.remove(ColumnNames.key(dropped.column()));
            context.memory().add(-memory(dropped));
            dropped.release();
        }
        byUtf8.clear();
    }

    private static long memory(Field field) {
        return Long.BYTES * 56L + 6L * field.column().length();
    }

    /** The JSON Pointer of the object in hand. */
    private String pointer() {
        return field == null ? "" : Pointer.of(field, slots.count() == 0 ? 0 : slots.slot(slots.count() - 1));
    }

    @Override
    Field owner() {
        return field;
    }

    long object() {
        return object;
    }

    Slots slots() {
        return slots;
    }

    List<Field> fields() {
        return fields;
    }

    /** The field of a column, by its name without regard to case; null when there is none. */
    Field column(String column) {
        return byKey.get(ColumnNames.key(column));
    }

    /** A row with this type as its Connect schema is in. */
    void want(StructType type) {
        for (StructField wanted : type.fields()) {
            Field own = column(wanted.getName());
            if (own != null) {
                own.want();
                wantNested(own.node(), wanted.getDataType());
            }
        }
    }

    private static void wantNested(Node node, DataType type) {
        if (node instanceof StructNode struct && type instanceof StructType structType) {
            struct.want(structType);
        } else if (node instanceof ListNode list && type instanceof ArrayType array) {
            wantNested(list.element().node(), array.getElementType());
        } else if (node instanceof MapNode map && type instanceof MapType mapType) {
            wantNested(map.key().node(), mapType.getKeyType());
            wantNested(map.value().node(), mapType.getValueType());
        }
    }

    @Override
    boolean known() {
        if (typed && !fields.isEmpty()) {
            return true;
        }
        // Asked at each level of a nested value: without this the levels below would be gone through again for each
        // level above.
        if (unknownSince == context.typings()) {
            return false;
        }
        if (known < fields.size() && fields.get(known).known()) {
            return true;
        }
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).known()) {
                known = i;
                return true;
            }
        }
        unknownSince = context.typings();
        return false;
    }

    @Override
    boolean has(int slot) {
        return field == null || slots.indexOf(slot) >= 0;
    }

    @Override
    int count() {
        return slots.count();
    }

    /** The fields that the rows need; all whose type is known when they need none, since Parquet has no empty struct. */
    @Override
    StructType type() {
        List<StructField> needed = structFields(true);
        return new StructType(needed.isEmpty() ? structFields(false) : needed);
    }

    List<StructField> structFields(boolean onlyNeeded) {
        List<StructField> result = new ArrayList<>(fields.size());
        for (Field each : fields) {
            if (onlyNeeded ? each.needed() : each.known()) {
                result.add(each.toStructField());
            }
        }
        return result;
    }

    @Override
    void truncate(int limit) {
        slots.truncate(limit);
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).truncate(limit);
        }
    }

    @Override
    void arrays(Consumer<GrowingArray> each) {
        each.accept(slots.array());
        for (Field own : fields) {
            own.arrays(each);
        }
    }

    @Override
    void takeArrays(Node from) {
        if (from instanceof StructNode struct) {
            slots.array().take(struct.slots.array());
            for (Field own : fields) {
                Field other = struct.column(own.column());
                if (other != null) {
                    own.takeArrays(other);
                }
            }
        }
    }

    @Override
    void release() {
        slots.array().release();
        for (Field each : fields) {
            context.memory().add(-memory(each));
            each.release();
        }
    }
}
