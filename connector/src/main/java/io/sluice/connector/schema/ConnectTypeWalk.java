package io.sluice.connector.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** One walk down a Connect schema. */
final class ConnectTypeWalk {
    /** Those around the schema in hand. By identity: equals() of a schema that contains itself does not return. */
    private final Set<Schema> structs = Collections.newSetFromMap(new IdentityHashMap<>());

    private final int maxDepth;
    private int depth;

    ConnectTypeWalk(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    StructType row(Schema struct) throws RecordError {
        return (StructType) nested(struct, "");
    }

    DataType type(Schema schema, String pointer) throws RecordError {
        Optional<DebeziumType> debezium = DebeziumType.of(schema);
        if (debezium.isPresent()) {
            return debezium.get().delta();
        }
        if (!schema.type().isPrimitive()) {
            return nested(schema, pointer);
        }
        String name = schema.name() == null ? "" : schema.name();
        return switch (schema.type()) {
            case INT8 -> ByteType.BYTE;
            case INT16 -> ShortType.SHORT;
            case INT32 ->
                switch (name) {
                    case Date.LOGICAL_NAME -> DateType.DATE;
                    case Time.LOGICAL_NAME -> StringType.STRING;
                    default -> IntegerType.INTEGER;
                };
            case INT64 -> name.equals(Timestamp.LOGICAL_NAME) ? TimestampType.TIMESTAMP : LongType.LONG;
            case FLOAT32 -> FloatType.FLOAT;
            case FLOAT64 -> DoubleType.DOUBLE;
            case BOOLEAN -> BooleanType.BOOLEAN;
            case STRING -> StringType.STRING;
            case BYTES -> name.equals(Decimal.LOGICAL_NAME) ? ConnectDecimal.type(schema, pointer) : BinaryType.BINARY;
            default ->
                throw new IllegalStateException("Connect type " + schema.type() + " is not known. Update Sluice.");
        };
    }

    private DataType nested(Schema schema, String pointer) throws RecordError {
        if (++depth > maxDepth) {
            throw new RecordError(
                    ErrorCode.TOO_DEEP,
                    pointer,
                    "the schema is nested deeper than value.nesting.max=" + maxDepth + " levels.",
                    "Raise it, or flatten the value with a transform.");
        }
        DataType type =
                switch (schema.type()) {
                    case STRUCT -> struct(schema, pointer);
                    case ARRAY -> new ArrayType(type(schema.valueSchema(), pointer + "/-"), true);
                    default -> map(schema, pointer);
                };
        depth--;
        return type;
    }

    private StructType struct(Schema schema, String pointer) throws RecordError {
        if (!structs.add(schema)) {
            throw new RecordError(
                    ErrorCode.UNSUPPORTED_TYPE,
                    pointer,
                    "schema '" + schema.name() + "' contains itself, and Delta has no recursive types.",
                    "Flatten or drop the field with a transform, or land the value as JSON text (value.format=json).");
        }
        List<StructField> fields = new ArrayList<>(schema.fields().size());
        List<String> names = new ArrayList<>(schema.fields().size());
        for (Field field : schema.fields()) {
            String name = field.name();
            names.add(name);
            DataType type = type(field.schema(), ColumnNames.pointer(pointer, name));
            fields.add(new StructField(ColumnNames.columnName(name), type, true, ColumnNames.metadata(name)));
        }
        ColumnNames.requireDistinct(names, pointer);
        structs.remove(schema);
        return new StructType(fields);
    }

    private MapType map(Schema schema, String pointer) throws RecordError {
        DataType key = type(schema.keySchema(), pointer + "/key");
        if (Types.containsMap(key)) {
            throw new RecordError(
                    ErrorCode.UNSUPPORTED_TYPE,
                    pointer,
                    "the map's key is or holds a map, which Spark cannot read.",
                    "Turn the key into text with a transform, or the map into an array of pairs.");
        }
        return new MapType(key, type(schema.valueSchema(), pointer + "/value"), true);
    }
}
