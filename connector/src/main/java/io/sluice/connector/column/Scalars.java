package io.sluice.connector.column;

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
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;

/** Makes the storage of a scalar type. */
final class Scalars {
    private Scalars() {}

    static Scalar create(DataType type, Context context) {
        Memory memory = context.memory();
        if (type instanceof LongType
                || type instanceof IntegerType
                || type instanceof ShortType
                || type instanceof ByteType) {
            return new IntegerScalar(type, memory);
        }
        if (type instanceof StringType) {
            return new StringScalar(memory, context.conversions());
        }
        if (type instanceof DoubleType || type instanceof FloatType) {
            return new FloatingScalar(type, memory);
        }
        if (type instanceof BooleanType) {
            return new BooleanScalar(memory);
        }
        if (type instanceof TimestampType || type instanceof TimestampNTZType) {
            return new TimestampScalar(type, memory, context.times());
        }
        if (type instanceof DecimalType decimal) {
            return new DecimalScalar(decimal, memory);
        }
        if (type instanceof DateType) {
            return new DateScalar(memory, context.times());
        }
        return type instanceof BinaryType ? new BinaryScalar(memory) : new UnwritableScalar(type, memory);
    }
}
