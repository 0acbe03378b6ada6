package io.sluice.analytics.replay;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.sluice.analytics.catalog.Replays;
import io.sluice.analytics.error.JobException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Makes a table's rows of letters: the record's coordinates in the columns that the table has for them, the value's columns by the
 * correction, the partition columns that are made of those. A letter that gives no row gets the reason why.
 */
record RowMaker(String table, StructType columns, Correction correction) {
    /** The row, a struct of the table's columns. */
    static final String ROW = "_row";
    /** Why there is none; null where there is. */
    static final String PROBLEM = "_problem";

    private static final String GIVEN = "_given";
    private static final String JSON = "_json";
    private static final String CORRUPT = "_sluice_corrupt";
    private static final String RESCUED = "_rescued";
    private static final String CHANGE = "_cdc_op";
    private static final String KAFKA = "_kafka_";
    private static final String KEY = "_kafka_key";

    /** {@link Replays#IDENTITY}, {@link #ROW} and {@link #PROBLEM}. */
    Dataset<Row> rows(Dataset<Row> letters) {
        Dataset<Row> given = correction instanceof Correction.Json json ? read(letters, json) : selected(letters);
        List<Column> row = new ArrayList<>();
        Column problem = col(PROBLEM);
        for (StructField column : columns.fields()) {
            Column value = value(column, given).cast(column.dataType());
            row.add(value.as(column.name()));
            if (isStructKey(column)) {
                Column unfit = keyFit((StructType) column.dataType()).getField("problem");
                problem = coalesce(problem, when(col("key").isNotNull(), concat(lit("the key: "), unfit)));
            }
            if (!column.nullable()) {
                problem = coalesce(
                        problem,
                        when(value.isNull(), lit("column " + column.name() + " is NOT NULL, and has no value")));
            }
        }
        Stream<Column> identity = Replays.IDENTITY.stream().map(name -> col(name));
        return given.select(Stream.concat(
                        identity,
                        Stream.of(
                                problem.as(PROBLEM),
                                struct(row.toArray(Column[]::new)).as(ROW)))
                .toArray(Column[]::new));
    }

    /** The columns that a record's value fills. */
    private StructType own() {
        return new StructType(Stream.of(columns.fields())
                .filter(column -> !isKafkas(column)
                        && !column.name().equals(RESCUED)
                        && MadeColumn.of(column).isEmpty())
                .toArray(StructField[]::new));
    }

    private static boolean isKafkas(StructField column) {
        return column.name().startsWith(KAFKA);
    }

    /** {@code key.format=struct}. */
    private static boolean isStructKey(StructField column) {
        return column.name().equalsIgnoreCase(KEY) && column.dataType() instanceof StructType;
    }

    private static Column keyFit(StructType key) {
        return udf(new JsonFit(key), JsonFit.RESULT).apply(col("key"));
    }

    private Dataset<Row> read(Dataset<Row> letters, Correction.Json json) {
        if (Arrays.asList(columns.fieldNames()).contains(CHANGE)) {
            throw new JobException(
                    "Cannot put letters back into " + table + " by its columns",
                    "it is a changelog, and the value of a letter is the whole change event",
                    "Say with --select what the columns of its row are");
        }
        StructType own = own();
        Column fit = udf(new JsonFit(own), JsonFit.RESULT).apply(expr("CAST(" + json.expression() + "\n AS BINARY)"));
        Map<String, String> options = new HashMap<>();
        options.put("columnNameOfCorruptRecord", CORRUPT);
        options.put("timeZone", "UTC");
        StructType nullable = nullable(own).add(CORRUPT, DataTypes.StringType);
        Column corrupt = col(GIVEN).getField(CORRUPT);
        return letters.withColumn(JSON, fit)
                .withColumn(GIVEN, from_json(col(JSON).getField("json"), nullable, options))
                .withColumn(
                        PROBLEM,
                        coalesce(
                                col(JSON).getField("problem"),
                                when(corrupt.isNotNull(), lit("Spark cannot read the value by the table's schema"))));
    }

    private static StructType nullable(StructType columns) {
        return new StructType(Stream.of(columns.fields())
                .map(column -> DataTypes.createStructField(column.name(), column.dataType(), true))
                .toArray(StructField[]::new));
    }

    private Dataset<Row> selected(Dataset<Row> letters) {
        String list = ((Correction.Columns) correction).list();
        Dataset<Row> chosen = letters.withColumn(GIVEN, expr("struct(" + list + "\n)"));
        StructType given = (StructType) chosen.schema().apply(GIVEN).dataType();
        List<Column> typed = new ArrayList<>();
        Column problem = lit(null).cast("string");
        for (StructField column : given.fields()) {
            StructField target = target(column.name());
            String source = GIVEN + "." + quoted(column.name());
            Column value = column.dataType().equals(target.dataType())
                    ? col(source)
                    : expr("try_cast(" + source + " AS " + target.dataType().sql() + ")");
            typed.add(value.as(target.name()));
            problem = coalesce(
                    problem,
                    when(
                            col(source).isNotNull().and(value.isNull()),
                            lit("column " + target.name() + ": the value does not fit "
                                    + target.dataType().sql())));
        }
        return chosen.withColumn(PROBLEM, problem).withColumn(GIVEN, struct(typed.toArray(Column[]::new)));
    }

    private StructField target(String name) {
        return find(name)
                .filter(column -> !isKafkas(column) && MadeColumn.of(column).isEmpty())
                .orElseThrow(() -> new JobException(
                        "Cannot put letters back into " + table,
                        "--select gives a column " + name + ", which "
                                + (find(name).isPresent()
                                        ? "comes from the record itself or is made of another column"
                                        : "the table does not have"),
                        "Name each expression by AS; a value can fill " + String.join(", ", own().fieldNames())));
    }

    private Optional<StructField> find(String name) {
        return Stream.of(columns.fields())
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private Column value(StructField column, Dataset<Row> given) {
        if (isStructKey(column)) {
            StructType key = (StructType) column.dataType();
            return from_json(keyFit(key).getField("json"), nullable(key), Map.of("timeZone", "UTC"));
        }
        if (isKafkas(column)) {
            return coordinate(column.name());
        }
        Optional<MadeColumn> made = MadeColumn.of(column);
        if (made.isPresent()) {
            StructField source = Stream.of(columns.fields())
                    .filter(made.get()::isMadeOf)
                    .findFirst()
                    .orElseThrow(() -> new JobException(
                            "Cannot make the partition column " + column.name() + " of " + table,
                            "the table has no column " + made.get().source() + " any more",
                            "Add the column again"));
            Column value = value(source, given).cast(source.dataType());
            return made.get().of(value, source.dataType(), column.dataType());
        }
        StructType there = (StructType) given.schema().apply(GIVEN).dataType();
        return Arrays.asList(there.fieldNames()).contains(column.name())
                ? col(GIVEN).getField(column.name())
                : lit(null);
    }

    private static Column coordinate(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case KEY -> col("key_text");
            // Where a header stands twice the last one counts, as for the connector.
            case "_kafka_headers" ->
                expr("aggregate(headers, CAST(map() AS MAP<STRING, STRING>), (m, h) ->"
                        + " map_concat(map_filter(m, (k, v) -> k <> h.key), map(h.key, CAST(h.value AS STRING))))");
            default -> Replays.IDENTITY.contains(name) ? col(name) : lit(null);
        };
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
