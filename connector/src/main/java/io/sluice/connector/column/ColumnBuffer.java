package io.sluice.connector.column;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.KeyFormat;
import io.sluice.connector.config.ValueSettings.MetadataColumn;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.ValueEnvelope;
import io.sluice.connector.envelope.ChangeColumns;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.ColumnNames;
import io.sluice.connector.schema.DdlSchema;
import io.sluice.connector.schema.TableSchema;
import io.sluice.connector.schema.Widening;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The buffered rows of one table, by column: values in primitive arrays and byte arenas, and for nested columns which run of elements is
 * whose. One thread at a time.
 *
 * <p>A value goes where the table's schema, {@code value.schema}, the record's Connect schema or else the values themselves say; what does
 * not fit goes to {@code _rescued} as JSON, under its JSON Pointer, or is an error, by {@code schema.mismatch}. What has no type yet
 * ({@code {}}, {@code []}), and a field that stands in an object for the second time, goes to {@code _rescued} whatever the policy.
 */
public final class ColumnBuffer {
    private static final Set<String> RESERVED = reserved();
    private static final Set<String> NOT_KEY = without(RESERVED, KeyColumn.NAME);

    private final ValueSettings settings;
    private final Context context;
    private final MetadataColumns metadata;
    /** Null when the key is no struct. */
    private final KeyColumn key;

    private final StructNode root;
    private final Required required;
    private final ValueAppender values;
    private int rows;

    private ColumnBuffer(TableSchema table, StructType hints, ValueSettings settings) {
        this.settings = settings;
        StructType tableSchema = table.columns();
        boolean closed = settings.evolution() == SchemaEvolution.NONE && tableSchema.length() > 0;
        StructType typed = closed ? tableSchema : TypeHints.merge(tableSchema, hints);
        boolean widens = settings.evolution() == SchemaEvolution.ADD_AND_WIDEN;
        this.context = new Context(settings, closed, widens ? table.widening() : Widening.NONE);
        this.metadata = new MetadataColumns(settings.metadataColumns(), settings.keyFormat(), context);
        boolean structKey = settings.keyFormat() == KeyFormat.STRUCT
                && settings.metadataColumns().contains(MetadataColumn.KEY);
        this.key = structKey ? new KeyColumn(typed, context) : null;
        this.root = StructNode.root(TypeHints.without(typed, RESERVED), RESERVED, context);
        // Where the table may let go of a NOT NULL, no row is refused for it.
        this.required = new Required(widens ? new StructType() : tableSchema, name -> topLevel(ColumnNames.key(name)));
        this.values = new ValueAppender(settings, root, context);
        if (settings.envelope() == ValueEnvelope.DEBEZIUM) {
            // Columns of every changelog, even when all its records are tombstones.
            root.want(ChangeColumns.ALWAYS);
        }
    }

    private static Set<String> without(Set<String> names, String name) {
        Set<String> others = new HashSet<>(names);
        others.remove(name);
        return Set.copyOf(others);
    }

    private static Set<String> reserved() {
        Set<String> names = new HashSet<>(Set.of(ColumnNames.RESCUED));
        for (MetadataColumn column : MetadataColumn.values()) {
            names.add(column.columnName());
        }
        return Set.copyOf(names);
    }

    /**
     * Where the table's types may change, a value that does not fit its column makes the column wide enough.
     *
     * @throws IllegalArgumentException for a {@code value.schema} or a timestamp format that cannot be read
     */
    public static ColumnBuffer create(TableSchema table, ValueSettings settings) {
        requireNonNull(table, "table is null");
        StructType ddl = settings.schema().map(DdlSchema::parse).orElseGet(StructType::new);
        boolean changelog = settings.envelope() == ValueEnvelope.DEBEZIUM;
        return new ColumnBuffer(table, changelog ? TypeHints.merge(ChangeColumns.ALWAYS, ddl) : ddl, settings);
    }

    /** For a table whose types may not change. */
    public static ColumnBuffer create(StructType tableSchema, ValueSettings settings) {
        return create(new TableSchema(tableSchema, Widening.NONE), settings);
    }

    /** An empty buffer with the same settings for the records that come next. */
    public ColumnBuffer next(TableSchema table) {
        ColumnBuffer next = create(table, settings);
        next.metadata.follow(metadata);
        return next;
    }

    /**
     * Appends one record as a row: in whole, or not at all.
     *
     * @throws RecordError when the record cannot be a row; nothing has changed then
     */
    public void append(SinkRecord record) throws RecordError {
        boolean done = false;
        try {
            metadata.append(record, rows);
            StructPlan keyPlan = key == null ? null : key.append(record, rows);
            StructPlan plan = values.append(record, rows);
            required.check(rows);
            context.rescue().finish(rows, context.scratch().utf8);
            context.commit();
            rows++;
            done = true;
            want(keyPlan);
            want(plan);
        } finally {
            if (!done) {
                rollback();
            }
        }
    }

    private static void want(StructPlan plan) {
        if (plan != null) {
            plan.want();
        }
    }

    private void rollback() {
        root.truncate(rows);
        if (key != null) {
            key.root().truncate(rows);
        }
        for (Field field : metadata.fields()) {
            field.truncate(rows);
        }
        context.rescued().truncate(rows);
        if (context.rollback()) {
            values.forgetPlans();
            if (key != null) {
                key.forgetPlans();
            }
        }
    }

    public int rows() {
        return rows;
    }

    /** Bytes of the columns' arrays that the rows have use of: what they hold by themselves, growing by half each time. */
    public long memoryBytes() {
        return context.memory().bytes();
    }

    /** Bytes that the columns' arrays take from the heap: more than {@link #memoryBytes()} while {@link #takeArrays} gave them. */
    public long heldBytes() {
        return context.memory().held();
    }

    /**
     * Takes the arrays of the same table's rows that have landed, so that they are neither allocated nor grown anew. Before the first row.
     *
     * @param landed with the same settings; not to be used any more
     */
    public void takeArrays(ColumnBuffer landed) {
        if (rows > 0) {
            throw new IllegalStateException("The buffer has " + rows + " rows in arrays of its own");
        }
        metadata.takeArrays(landed.metadata);
        if (key != null) {
            key.root().takeArrays(landed.key.root());
        }
        root.takeArrays(landed.root);
        context.rescued().takeArrays(landed.context.rescued());
    }

    /** Lets go of what the arrays hold beyond {@link #memoryBytes()}. */
    public void trim() {
        for (Field field : metadata.fields()) {
            field.arrays(GrowingArray::trim);
        }
        if (key != null) {
            key.root().arrays(GrowingArray::trim);
        }
        root.arrays(GrowingArray::trim);
        context.rescued().arrays(GrowingArray::trim);
    }

    /** Rows that have a {@code _rescued} value. */
    public long rescuedRows() {
        return context.rescued().count();
    }

    /**
     * The columns that the rows need, all nullable, {@code _kafka_*} first and {@code _rescued} last: the table's in its order, then the
     * others in the order of their first value. Not the table's columns that no row has.
     */
    public StructType schema() {
        List<StructField> fields = new ArrayList<>();
        for (Field field : metadata.fields()) {
            fields.add(field.toStructField());
        }
        if (key != null) {
            fields.addAll(key.root().structFields(true));
        }
        fields.addAll(root.structFields(true));
        if (rescuedRows() > 0) {
            fields.add(new StructField(ColumnNames.RESCUED, StringType.STRING, true));
        }
        return new StructType(fields);
    }

    /**
     * Whether each row has a value in the columns that are NOT NULL in this schema: false when one became so since the buffer was made, and
     * {@link #refit} tells.
     */
    public boolean holds(StructType tableSchema) {
        return Required.holds(tableSchema, this::node, rows);
    }

    /** A table's schema in which what the rows have no value for is nullable; the same instance when nothing changes. */
    public StructType relaxed(StructType tableSchema) {
        return Required.relaxed(tableSchema, this::node, rows);
    }

    private Node node(String name) {
        String key = ColumnNames.key(name);
        Field field = topLevel(key);
        return field == null ? rescuedNode(key) : field.node();
    }

    /**
     * The same rows against another table schema. What had been rescued stays rescued.
     *
     * @throws RecordError for the first row with a value that does not fit, unless such values are rescued
     */
    public ColumnBuffer refit(TableSchema table) throws RecordError {
        // A column that the table lacks keeps the type that it has here.
        ColumnBuffer other =
                new ColumnBuffer(table, TypeHints.without(schema(), key == null ? RESERVED : NOT_KEY), settings);
        MapAppender maps = new MapAppender(other.context, true);
        for (int row = 0; row < rows; row++) {
            other.copy(this, row, maps);
        }
        return other;
    }

    private void copy(ColumnBuffer source, int row, MapAppender maps) throws RecordError {
        metadata.copy(source.metadata, row);
        if (key != null) {
            maps.append(key.root(), RowReader.fields(source.key.root(), row), rows);
        }
        maps.append(root, RowReader.fields(source.root, row), rows);
        required.check(rows);
        StringScalar rescued = source.context.rescued();
        int index = rescued.slots.indexOf(row);
        if (index >= 0) {
            int from = rescued.offsetAt(index);
            context.rescue().members(rescued.bytes(), from + 1, from + rescued.lengthAt(index) - 1);
        }
        context.rescue().finish(rows, context.scratch().utf8);
        context.commit();
        rows++;
    }

    /**
     * A view of a top-level scalar column, by name without regard to case. It is overtaken by the next append.
     *
     * @return null when no row has the column
     * @throws IllegalArgumentException when the column is no scalar
     */
    public ColumnVector column(String name) {
        String key = ColumnNames.key(name);
        if (key.equals(ColumnNames.RESCUED)) {
            return new ScalarVector(context.rescued(), rows);
        }
        Field field = topLevel(key);
        if (field == null || !field.known()) {
            return null;
        }
        if (field.node() instanceof ScalarNode scalar) {
            return new ScalarVector(scalar.current(), rows);
        }
        throw new IllegalArgumentException("Column '" + field.column() + "' is "
                + Mismatch.sql(field.node().type()) + ", no scalar.");
    }

    /**
     * The leaf columns of a file of these rows, depth first.
     *
     * @param fileSchema may have columns that the rows lack, which are null then
     * @param partitionColumns columns of the rows that the file leaves out
     * @throws IllegalArgumentException when the rows have values for which the file has no column, or one of another shape
     */
    public List<LeafColumn> leaves(StructType fileSchema, Collection<String> partitionColumns) {
        Set<String> written = new HashSet<>();
        partitionColumns.forEach(name -> written.add(ColumnNames.key(name)));
        List<LeafColumn> leaves = new ArrayList<>();
        for (StructField field : fileSchema.fields()) {
            String key = ColumnNames.key(field.getName());
            written.add(key);
            Field own = topLevel(key);
            leaves.addAll(Leaves.of(field, own == null ? rescuedNode(key) : own.node()));
        }
        for (StructField own : schema().fields()) {
            if (!written.contains(ColumnNames.key(own.getName()))) {
                throw new IllegalArgumentException("The rows have the column " + own.getName()
                        + ", and the file's schema has not. Evolve the table or refit the rows first.");
            }
        }
        return leaves;
    }

    /** A row's value by its fields' own names, nulls left out. */
    Map<String, Object> value(int row) {
        return RowReader.fields(root, row);
    }

    /** A row's {@code _rescued}; null when it has none. */
    String rescued(int row) {
        ColumnVector vector = column(ColumnNames.RESCUED);
        return vector.isNullAt(row) ? null : vector.getString(row);
    }

    private Node rescuedNode(String key) {
        return key.equals(ColumnNames.RESCUED) ? new ScalarNode(context.rescued(), context) : null;
    }

    private Field topLevel(String name) {
        for (Field field : metadata.fields()) {
            if (field.column().equals(name)) {
                return field;
            }
        }
        return name.equals(KeyColumn.NAME) && key != null ? key.root().column(name) : root.column(name);
    }
}
