package io.sluice.analytics.replay;

import static org.apache.spark.sql.functions.udf;

import io.sluice.analytics.error.JobException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/**
 * A partition column that the connector makes of another one, as the column's metadata says.
 *
 * @param source the column that it is made of
 */
record MadeColumn(String source, String word, int number, ZoneId zone) {
    private static final String MADE_OF = "sluice.partition";
    private static final String ZONE = "sluice.partition.time.zone";
    private static final Pattern CALENDAR = Pattern.compile("(year|month|day|hour)\\((.+)\\)");
    private static final Pattern TRUNCATE = Pattern.compile("(truncate)\\((.+), (\\d{1,10})\\)");
    private static final Pattern BUCKET = Pattern.compile("(bucket)\\((\\d{1,10}), (.+)\\)");

    /** Empty when the column is a value's own. */
    static Optional<MadeColumn> of(StructField column) {
        Metadata metadata = column.metadata();
        if (!metadata.contains(MADE_OF)) {
            return Optional.empty();
        }
        String text = metadata.getString(MADE_OF);
        ZoneId zone = metadata.contains(ZONE) ? ZoneId.of(metadata.getString(ZONE)) : ZoneOffset.UTC;
        Matcher calendar = CALENDAR.matcher(text);
        Matcher truncate = TRUNCATE.matcher(text);
        Matcher bucket = BUCKET.matcher(text);
        if (calendar.matches()) {
            return Optional.of(new MadeColumn(calendar.group(2), calendar.group(1), 0, zone));
        }
        if (truncate.matches()) {
            return Optional.of(
                    new MadeColumn(truncate.group(2), truncate.group(1), Integer.parseInt(truncate.group(3)), zone));
        }
        if (bucket.matches()) {
            return Optional.of(
                    new MadeColumn(bucket.group(3), bucket.group(1), Integer.parseInt(bucket.group(2)), zone));
        }
        throw new JobException(
                "Cannot make the partition column " + column.name(),
                "this version does not know " + text,
                "Use the analytics jar of the connector's version");
    }

    boolean isMadeOf(StructField column) {
        return source.toLowerCase(Locale.ROOT).equals(column.name().toLowerCase(Locale.ROOT));
    }

    /** @param value of the source column, of {@code type} */
    Column of(Column value, DataType type, DataType made) {
        boolean days = type.equals(DataTypes.DateType);
        return udf(new MadeValue(word, number, zone, days), DataTypes.StringType)
                .apply(plain(value, type))
                .cast(made);
    }

    /** Without what a session's zone or settings could change. */
    private static Column plain(Column value, DataType type) {
        if (type.equals(DataTypes.TimestampType)) {
            return functions.call_udf("unix_micros", value);
        }
        if (type.equals(DataTypes.DateType)) {
            return functions
                    .datediff(value, functions.to_date(functions.lit("1970-01-01")))
                    .cast("bigint");
        }
        boolean itself = type instanceof StringType
                || type instanceof DecimalType
                || type.equals(DataTypes.BinaryType)
                || type.equals(DataTypes.TimestampNTZType);
        return itself ? value : value.cast("bigint");
    }
}
