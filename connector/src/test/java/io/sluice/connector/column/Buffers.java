package io.sluice.connector.column;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.DdlSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Buffers of JSON rows, and what is in them as text. */
final class Buffers {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Buffers() {}

    /** A table that does not exist yet. */
    static ColumnBuffer json() {
        return ColumnBuffer.create(new StructType(), Records.settings(ValueFormat.JSON));
    }

    static ColumnBuffer json(String tableDdl) {
        return of(schema(tableDdl));
    }

    static ColumnBuffer of(StructType table) {
        return ColumnBuffer.create(table, Records.settings(ValueFormat.JSON));
    }

    static ColumnBuffer json(String tableDdl, SchemaMismatch mismatch) {
        return ColumnBuffer.create(
                schema(tableDdl), Records.settings(ValueFormat.JSON, mismatch, SchemaEvolution.ADD_AND_WIDEN, null));
    }

    /** @param ddl empty for no table */
    static StructType schema(String ddl) {
        return ddl.isEmpty() ? new StructType() : DdlSchema.parse(ddl);
    }

    static ColumnBuffer maps() {
        return ColumnBuffer.create(new StructType(), Records.settings(ValueFormat.CONNECT));
    }

    static ColumnBuffer append(ColumnBuffer buffer, String... rows) throws RecordError {
        for (String row : rows) {
            buffer.append(Records.json(row));
        }
        return buffer;
    }

    static ColumnBuffer appendMaps(ColumnBuffer buffer, String... rows) throws Exception {
        for (String row : rows) {
            buffer.append(Records.of(MAPPER.readValue(row, Map.class)));
        }
        return buffer;
    }

    static ColumnBuffer withDdl(String valueSchema, ValueSettings settings) {
        return ColumnBuffer.create(
                new StructType(),
                Records.settings(settings.format(), settings.mismatch(), settings.evolution(), valueSchema));
    }

    static String ddl(ColumnBuffer buffer) {
        return DdlSchema.toDdl(buffer.schema());
    }

    /** A column's values, null where there are none. */
    static List<Object> values(ColumnBuffer buffer, String field) {
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < buffer.rows(); row++) {
            values.add(buffer.value(row).get(field));
        }
        return values;
    }

    static List<String> rescued(ColumnBuffer buffer) {
        String[] rescued = new String[buffer.rows()];
        Arrays.setAll(rescued, buffer::rescued);
        return Arrays.asList(rescued);
    }
}
