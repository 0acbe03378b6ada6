package io.sluice.connector.column;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.Widening;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** As {@link ColumnBuffer} with {@code value.format=json}, over the same columns, but by {@link JacksonAppender}. */
final class JacksonBuffer {
    private final Context context;
    private final StructNode root;
    private final JacksonAppender appender;
    private int rows;

    JacksonBuffer(StructType table, ValueSettings settings) {
        context = new Context(
                settings, settings.evolution() == SchemaEvolution.NONE && table.length() > 0, Widening.NONE);
        root = StructNode.root(table, Set.of("_rescued"), context);
        appender = new JacksonAppender(root, context);
    }

    void append(byte[] json) throws RecordError {
        boolean done = false;
        try {
            appender.append(json, 0, json.length, rows);
            context.rescue().finish(rows, context.scratch().utf8);
            context.commit();
            rows++;
            done = true;
        } finally {
            if (!done) {
                root.truncate(rows);
                context.rescued().truncate(rows);
                context.rollback();
            }
        }
    }

    int rows() {
        return rows;
    }

    StructType schema() {
        return new StructType(root.structFields(true));
    }

    Map<String, Object> value(int row) {
        return RowReader.fields(root, row);
    }

    /** A row's {@code _rescued}; null when it has none. */
    String rescued(int row) {
        StringScalar rescued = context.rescued();
        int index = rescued.slots.indexOf(row);
        return index < 0
                ? null
                : new String(rescued.bytes(), rescued.offsetAt(index), rescued.lengthAt(index), StandardCharsets.UTF_8);
    }
}
