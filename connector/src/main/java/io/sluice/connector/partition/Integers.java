package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;

/** Columns whose values are whole numbers of some width. */
final class Integers {
    private Integers() {}

    /** TINYINT, SMALLINT, INT, BIGINT. */
    static boolean are(DataType type) {
        return type instanceof ByteType
                || type instanceof ShortType
                || type instanceof IntegerType
                || type instanceof LongType;
    }

    /** Of these, of DATE (days) and of timestamps (microseconds). */
    static LongValues.Reader reader(ColumnVector vector) {
        DataType type = vector.getDataType();
        if (type instanceof ByteType) {
            return vector::getByte;
        }
        if (type instanceof ShortType) {
            return vector::getShort;
        }
        return type instanceof IntegerType || type instanceof DateType ? vector::getInt : vector::getLong;
    }
}
