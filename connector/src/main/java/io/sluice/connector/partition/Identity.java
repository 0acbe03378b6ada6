package io.sluice.connector.partition;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.DataType;

/** The column itself. */
record Identity() implements Transform {
    @Override
    public String columnName(String source) {
        return source;
    }

    @Override
    public String text(String source) {
        return source;
    }

    @Override
    public DataType type(DataType source) {
        return source;
    }

    /** Delta writes partition values as text: bytes that are not UTF-8 would come back as others. */
    @Override
    public boolean takes(DataType source) {
        return !source.isNested() && !(source instanceof BinaryType);
    }

    @Override
    public String taken() {
        return "every scalar but BINARY";
    }

    /** @return null when the rows' values are not of the table's type */
    @Override
    public PartitionValues values(ColumnVector source, DataType target) {
        return ValueReaders.identity(source, target);
    }
}
