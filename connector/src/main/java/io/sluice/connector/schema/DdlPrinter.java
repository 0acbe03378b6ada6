package io.sluice.connector.schema;

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
import io.delta.kernel.types.TimestampType;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Appends DDL to a text. */
final class DdlPrinter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Map<Class<?>, String> NAMES = Map.ofEntries(
            Map.entry(BooleanType.class, "BOOLEAN"),
            Map.entry(ByteType.class, "TINYINT"),
            Map.entry(ShortType.class, "SMALLINT"),
            Map.entry(IntegerType.class, "INT"),
            Map.entry(LongType.class, "BIGINT"),
            Map.entry(FloatType.class, "FLOAT"),
            Map.entry(DoubleType.class, "DOUBLE"),
            Map.entry(StringType.class, "STRING"),
            Map.entry(BinaryType.class, "BINARY"),
            Map.entry(DateType.class, "DATE"),
            Map.entry(TimestampType.class, "TIMESTAMP"));

    private final StringBuilder text;

    DdlPrinter(StringBuilder text) {
        this.text = text;
    }

    /** @param separator between a name and its type: Spark writes a blank between columns and their types, a colon inside STRUCT */
    void columns(StructType schema, String separator) {
        for (int i = 0; i < schema.length(); i++) {
            StructField field = schema.at(i);
            name(i == 0 ? "" : ", ", field.getName());
            text.append(separator);
            type(field.getDataType());
            if (!field.isNullable()) {
                text.append(" NOT NULL");
            }
            if (field.getMetadata().contains(ColumnNames.COMMENT)) {
                comment(field.getMetadata().getString(ColumnNames.COMMENT));
            }
        }
    }

    private void name(String before, String name) {
        text.append(before);
        if (PLAIN.matcher(name).matches()) {
            text.append(name);
        } else {
            text.append('`').append(name.replace("`", "``")).append('`');
        }
    }

    private void comment(String comment) {
        text.append(" COMMENT '")
                .append(comment.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n"))
                .append('\'');
    }

    void type(DataType type) {
        if (type instanceof StructType struct) {
            text.append("STRUCT<");
            columns(struct, ": ");
            text.append('>');
        } else if (type instanceof ArrayType array) {
            text.append("ARRAY<");
            type(array.getElementType());
            text.append('>');
        } else if (type instanceof MapType map) {
            text.append("MAP<");
            type(map.getKeyType());
            text.append(", ");
            type(map.getValueType());
            text.append('>');
        } else if (type instanceof DecimalType decimal) {
            text.append("DECIMAL(").append(decimal.getPrecision()).append(',');
            text.append(decimal.getScale()).append(')');
        } else {
            // Types that only table features bring have no place in our DDL, but messages name them.
            String name = NAMES.get(type.getClass());
            text.append(name == null ? type.toString().toUpperCase(Locale.ROOT) : name);
        }
    }
}
