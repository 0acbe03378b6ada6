package io.sluice.connector.parquet;

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
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.sluice.connector.schema.ColumnMapping;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Delta's types as Parquet's, as Spark and Kernel write them (Parquet's "Logical Types"): lists in three levels, timestamps in
 * microseconds as INT64. Everything is optional but a map's key.
 */
final class ParquetSchemas {
    private static final int DIGITS_OF_INT32 = 9;
    private static final int DIGITS_OF_INT64 = 18;

    private ParquetSchemas() {}

    static MessageType message(StructType schema) {
        return new MessageType("spark_schema", fields(schema));
    }

    private static List<Type> fields(StructType struct) {
        List<Type> fields = new ArrayList<>(struct.length());
        for (StructField field : struct.fields()) {
            Type type = type(field.getDataType(), Repetition.OPTIONAL, ColumnMapping.physicalName(field));
            fields.add(ColumnMapping.isMapped(field) ? type.withId(ColumnMapping.id(field)) : type);
        }
        return fields;
    }

    private static Type type(DataType type, Repetition repetition, String name) {
        if (type instanceof StructType struct) {
            return Types.buildGroup(repetition)
                    .addFields(fields(struct).toArray(Type[]::new))
                    .named(name);
        }
        if (type instanceof ArrayType array) {
            Type list = Types.repeatedGroup()
                    .addField(type(array.getElementType(), Repetition.OPTIONAL, "element"))
                    .named("list");
            return Types.buildGroup(repetition)
                    .as(LogicalTypeAnnotation.listType())
                    .addField(list)
                    .named(name);
        }
        if (type instanceof MapType map) {
            Type entry = Types.repeatedGroup()
                    .addField(type(map.getKeyType(), Repetition.REQUIRED, "key"))
                    .addField(type(map.getValueType(), Repetition.OPTIONAL, "value"))
                    .named("key_value");
            return Types.buildGroup(repetition)
                    .as(LogicalTypeAnnotation.mapType())
                    .addField(entry)
                    .named(name);
        }
        return primitive(type, repetition, name);
    }

    private static PrimitiveType primitive(DataType type, Repetition repetition, String name) {
        if (type instanceof DecimalType decimal) {
            return decimal(decimal, repetition, name);
        }
        PrimitiveTypeName physical = physical(type);
        LogicalTypeAnnotation logical = logical(type);
        Types.PrimitiveBuilder<PrimitiveType> builder = Types.primitive(physical, repetition);
        return logical == null ? builder.named(name) : builder.as(logical).named(name);
    }

    private static PrimitiveTypeName physical(DataType type) {
        if (type instanceof LongType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return PrimitiveTypeName.INT64;
        }
        if (type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType
                || type instanceof DateType) {
            return PrimitiveTypeName.INT32;
        }
        if (type instanceof StringType || type instanceof BinaryType) {
            return PrimitiveTypeName.BINARY;
        }
        if (type instanceof DoubleType) {
            return PrimitiveTypeName.DOUBLE;
        }
        if (type instanceof FloatType) {
            return PrimitiveTypeName.FLOAT;
        }
        if (type instanceof BooleanType) {
            return PrimitiveTypeName.BOOLEAN;
        }
        throw new IllegalArgumentException(
                "No Parquet type for " + type + ". Drop the column from the table's schema.");
    }

    private static LogicalTypeAnnotation logical(DataType type) {
        if (type instanceof StringType) {
            return LogicalTypeAnnotation.stringType();
        }
        if (type instanceof TimestampType || type instanceof TimestampNTZType) {
            return LogicalTypeAnnotation.timestampType(type instanceof TimestampType, TimeUnit.MICROS);
        }
        if (type instanceof DateType) {
            return LogicalTypeAnnotation.dateType();
        }
        if (type instanceof ShortType) {
            return LogicalTypeAnnotation.intType(Short.SIZE, true);
        }
        return type instanceof ByteType ? LogicalTypeAnnotation.intType(Byte.SIZE, true) : null;
    }

    private static PrimitiveType decimal(DecimalType type, Repetition repetition, String name) {
        LogicalTypeAnnotation logical = LogicalTypeAnnotation.decimalType(type.getScale(), type.getPrecision());
        if (type.getPrecision() <= DIGITS_OF_INT64) {
            boolean small = type.getPrecision() <= DIGITS_OF_INT32;
            return Types.primitive(small ? PrimitiveTypeName.INT32 : PrimitiveTypeName.INT64, repetition)
                    .as(logical)
                    .named(name);
        }
        return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
                .length(decimalBytes(type.getPrecision()))
                .as(logical)
                .named(name);
    }

    /** The fewest bytes that hold any signed number of so many digits. */
    static int decimalBytes(int precision) {
        int bits = BigInteger.TEN.pow(precision).bitLength() + 1;
        return (bits + Byte.SIZE - 1) / Byte.SIZE;
    }
}
