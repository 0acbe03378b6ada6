package io.sluice.connector.schema;

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import java.util.Map;

/** The words for types without parameters, and why some of Spark's are refused. */
final class DdlTypes {
    static final Map<String, DataType> BY_NAME = Map.ofEntries(
            Map.entry("BOOLEAN", BooleanType.BOOLEAN),
            Map.entry("BYTE", ByteType.BYTE),
            Map.entry("TINYINT", ByteType.BYTE),
            Map.entry("SHORT", ShortType.SHORT),
            Map.entry("SMALLINT", ShortType.SHORT),
            Map.entry("INT", IntegerType.INTEGER),
            Map.entry("INTEGER", IntegerType.INTEGER),
            Map.entry("LONG", LongType.LONG),
            Map.entry("BIGINT", LongType.LONG),
            Map.entry("REAL", FloatType.FLOAT),
            Map.entry("FLOAT", FloatType.FLOAT),
            Map.entry("DOUBLE", DoubleType.DOUBLE),
            Map.entry("STRING", StringType.STRING),
            Map.entry("BINARY", BinaryType.BINARY),
            Map.entry("DATE", DateType.DATE),
            Map.entry("TIMESTAMP", TimestampType.TIMESTAMP),
            Map.entry("TIMESTAMP_LTZ", TimestampType.TIMESTAMP));

    private DdlTypes() {}

    static String problem(String word) {
        return switch (word) {
            case "TIMESTAMP_NTZ" ->
                "TIMESTAMP_NTZ needs Delta's table feature timestampNtz, and readers that know it; Sluice writes none.";
            case "CHAR", "CHARACTER", "VARCHAR" -> word + " is text whose length Delta does not keep.";
            case "INTERVAL", "VOID", "NULL", "VARIANT", "TIME" ->
                word + " is a type that a plain Delta table cannot hold.";
            default -> "type " + word + " is not known.";
        };
    }

    static String remedy(String word) {
        return switch (word) {
            case "TIMESTAMP_NTZ" -> "Use TIMESTAMP.";
            case "CHAR", "CHARACTER", "VARCHAR", "VARIANT", "TIME" -> "Use STRING.";
            case "INTERVAL" -> "Use BIGINT, or STRING.";
            case "VOID", "NULL" -> "Leave the column out: a field that no column names is inferred.";
            default ->
                "Use BOOLEAN, BYTE, SHORT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL(p,s), STRING, BINARY, DATE, TIMESTAMP, ARRAY<…>, "
                        + "MAP<…,…> or STRUCT<…>.";
        };
    }
}
