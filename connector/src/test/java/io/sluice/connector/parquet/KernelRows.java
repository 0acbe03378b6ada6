package io.sluice.connector.parquet;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Files as Delta Kernel reads them: rows as maps by column, nulls left out. */
public final class KernelRows {
    private KernelRows() {}

    static List<Map<String, Object>> read(DataFile file, StructType schema) throws IOException {
        DefaultEngine engine = DefaultEngine.create(new Configuration());
        List<Map<String, Object>> rows = new ArrayList<>();
        FileStatus status = FileStatus.of(file.path(), file.size(), file.modificationTime());
        try (CloseableIterator<FileReadResult> results = engine.getParquetHandler()
                .readParquetFiles(
                        io.delta.kernel.internal.util.Utils.singletonCloseableIterator(status),
                        schema,
                        Optional.empty())) {
            while (results.hasNext()) {
                ColumnarBatch batch = results.next().getData();
                for (int row = 0; row < batch.getSize(); row++) {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    for (int i = 0; i < schema.length(); i++) {
                        put(fields, schema.at(i).getName(), value(batch.getColumnVector(i), row));
                    }
                    rows.add(fields);
                }
            }
        }
        return rows;
    }

    private static void put(Map<String, Object> fields, String name, Object value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** Null where the vector is. */
    public static Object value(ColumnVector vector, int at) {
        return value(vector, at, vector.getDataType());
    }

    /** @param type the vector's, or one of the same shape with other names for the fields */
    public static Object value(ColumnVector vector, int at, DataType type) {
        if (vector.isNullAt(at)) {
            return null;
        }
        if (type instanceof StructType struct) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < struct.length(); i++) {
                put(
                        fields,
                        struct.at(i).getName(),
                        value(vector.getChild(i), at, struct.at(i).getDataType()));
            }
            return fields;
        }
        if (type instanceof ArrayType array) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < vector.getArray(at).getSize(); i++) {
                elements.add(value(vector.getArray(at).getElements(), i, array.getElementType()));
            }
            return elements;
        }
        if (type instanceof MapType types) {
            MapValue map = vector.getMap(at);
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (int i = 0; i < map.getSize(); i++) {
                entries.put(
                        value(map.getKeys(), i, types.getKeyType()), value(map.getValues(), i, types.getValueType()));
            }
            return entries;
        }
        return scalar(vector, at, type);
    }

    private static Object scalar(ColumnVector vector, int at, DataType type) {
        if (type instanceof StringType) {
            return vector.getString(at);
        }
        if (type instanceof BinaryType) {
            return vector.getBinary(at);
        }
        if (type instanceof BooleanType) {
            return vector.getBoolean(at);
        }
        if (type instanceof ByteType) {
            return (long) vector.getByte(at);
        }
        if (type instanceof ShortType) {
            return (long) vector.getShort(at);
        }
        if (type instanceof IntegerType) {
            return (long) vector.getInt(at);
        }
        if (type instanceof FloatType) {
            return vector.getFloat(at);
        }
        if (type instanceof DoubleType) {
            return vector.getDouble(at);
        }
        if (type instanceof DecimalType) {
            return vector.getDecimal(at);
        }
        if (type instanceof DateType) {
            return LocalDate.ofEpochDay(vector.getInt(at));
        }
        if (type instanceof TimestampType) {
            return Instant.EPOCH.plus(vector.getLong(at), ChronoUnit.MICROS);
        }
        return type instanceof TimestampNTZType
                ? LocalDateTime.ofInstant(Instant.EPOCH.plus(vector.getLong(at), ChronoUnit.MICROS), ZoneOffset.UTC)
                : vector.getLong(at);
    }
}
