package io.sluice.connector.schema;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructType;
import io.sluice.connector.error.RecordError;
import org.apache.kafka.connect.data.Schema;

/**
 * The Delta type of a Connect schema. Everything is nullable, whatever the schema says: a table outlives its producers' promises.
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>Connect</th><th>Delta</th></tr>
 * <tr><td>INT8, INT16, INT32, INT64</td><td>BYTE, SHORT, INTEGER, LONG</td></tr>
 * <tr><td>FLOAT32, FLOAT64, BOOLEAN, STRING, BYTES</td><td>FLOAT, DOUBLE, BOOLEAN, STRING, BINARY</td></tr>
 * <tr><td>Decimal</td><td>DECIMAL(p, s): see {@link #DECIMAL_PRECISION}</td></tr>
 * <tr><td>Date, Timestamp</td><td>DATE, TIMESTAMP</td></tr>
 * <tr><td>Time</td><td>STRING {@code HH:mm:ss.SSS}: Delta has no time of day. As text it is readable, it sorts by time, file statistics
 * on it prune, and Spark casts {@code concat(day, ' ', time)} to TIMESTAMP; as a LONG nobody would know the unit.</td></tr>
 * <tr><td>Debezium's times and decimals</td><td>see {@link DebeziumType}</td></tr>
 * <tr><td>Struct, Array, Map</td><td>the same; a map's key may be anything but a map, since Spark has no such type</td></tr>
 * </table>
 *
 * <p>A Struct without fields gives an empty StructType, which Parquet cannot store: the caller makes no column of it.
 */
public final class ConnectTypes {
    /** Levels of nesting that a value may have. */
    public static final int MAX_DEPTH = 100;

    /**
     * The most that {@code value.nesting.max} can be. Delta Kernel compares types in a time that doubles with each level: 0.2 s at 18 levels,
     * minutes at 30, so that one hostile record would hold a task for ever.
     */
    public static final int MAX_COLUMN_DEPTH = 18;

    /**
     * Parameter of a Decimal schema that holds its precision, as JDBC and Debezium sources set it. Without it the precision is 38, Delta's
     * greatest. A negative scale becomes 0 with as many more digits.
     */
    public static final String DECIMAL_PRECISION = "connect.decimal.precision";

    private ConnectTypes() {}

    /**
     * @param maxDepth levels of nesting that a column may have
     * @return the type; for a Struct a StructType whose fields stand in the schema's order, under their column names
     * @throws RecordError UNSUPPORTED_TYPE for a schema that contains itself, a decimal without a usable scale or a map with map keys;
     *     TOO_DEEP beyond {@code maxDepth}; COLUMN_COLLISION when two fields need one column
     */
    public static DataType deltaType(Schema schema, int maxDepth) throws RecordError {
        return new ConnectTypeWalk(maxDepth).type(schema, "");
    }

    /**
     * The type of a record's value, whatever its schema's name.
     *
     * @param struct a Struct's schema
     * @throws RecordError as {@link #deltaType}
     */
    public static StructType rowType(Schema struct, int maxDepth) throws RecordError {
        return new ConnectTypeWalk(maxDepth).row(struct);
    }
}
