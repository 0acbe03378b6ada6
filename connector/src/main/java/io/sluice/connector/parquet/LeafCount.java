package io.sluice.connector.parquet;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;

/** How many Parquet columns a type takes. */
final class LeafCount {
    private LeafCount() {}

    static int of(DataType type) {
        if (type instanceof ArrayType array) {
            return of(array.getElementType());
        }
        if (type instanceof MapType map) {
            return of(map.getKeyType()) + of(map.getValueType());
        }
        if (type instanceof StructType struct) {
            int leaves = 0;
            for (StructField field : struct.fields()) {
                leaves += of(field.getDataType());
            }
            return leaves;
        }
        return 1;
    }
}
