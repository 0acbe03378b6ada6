package io.sluice.connector.partition;

import static java.util.Objects.requireNonNull;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampType;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Year, month, day or hour of a moment, in a zone of the setting's, so that a row's partition does not depend on where the worker runs; or of
 * a DATE, which has none.
 */
record Calendar(Unit unit, ZoneId zone) implements Transform {
    enum Unit {
        YEAR,
        MONTH,
        DAY,
        HOUR;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Calendar {
        requireNonNull(unit, "unit is null");
        // UTC has many names.
        zone = zone.normalized();
    }

    @Override
    public String columnName(String source) {
        return source + "_" + unit.word();
    }

    @Override
    public String text(String source) {
        return unit.word() + "(" + source + ")";
    }

    @Override
    public String remark() {
        return utc() ? "UTC" : zone.getId();
    }

    boolean utc() {
        return zone.equals(ZoneOffset.UTC);
    }

    @Override
    public DataType type(DataType source) {
        return switch (unit) {
            case YEAR -> IntegerType.INTEGER;
            case DAY -> DateType.DATE;
            case MONTH, HOUR -> StringType.STRING;
        };
    }

    @Override
    public boolean takes(DataType source) {
        return source instanceof TimestampType || source instanceof DateType;
    }

    @Override
    public String taken() {
        return "TIMESTAMP and DATE";
    }

    @Override
    public PartitionValues values(ColumnVector source, DataType target) {
        return CalendarValues.values(this, source);
    }
}
