package io.sluice.connector.partition;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import java.util.Locale;

/** What makes a partition column from a column. All in UTC, so that a row's partition does not depend on where the worker runs. */
enum Transform {
    IDENTITY,
    YEAR,
    MONTH,
    DAY,
    HOUR;

    /** The partition column over {@code source}: the column itself, or {@code ts_day}. */
    String columnName(String source) {
        return this == IDENTITY ? source : source + "_" + word();
    }

    /** Its type, given the source's. */
    DataType type(DataType source) {
        return switch (this) {
            case IDENTITY -> source;
            case YEAR -> IntegerType.INTEGER;
            case DAY -> DateType.DATE;
            case MONTH, HOUR -> StringType.STRING;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
