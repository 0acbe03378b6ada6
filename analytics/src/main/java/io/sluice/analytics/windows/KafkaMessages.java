package io.sluice.analytics.windows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;

import io.sluice.analytics.error.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Kafka's six columns (key, value, topic, partition, offset, timestamp), or, with a schema, the fields of the JSON value beside
 * {@code _kafka_key} … {@code _kafka_timestamp}: the names that landed tables have, so that one query fits both.
 */
final class KafkaMessages {
    /** The text of a value that is no JSON of the schema, else null. */
    static final String MALFORMED = "__sluice_malformed";

    private static final List<String> METADATA = List.of("key", "topic", "partition", "offset", "timestamp");
    private static final String VALUE = "__sluice_value";

    private KafkaMessages() {}

    static Dataset<Row> columns(Dataset<Row> messages, String ddl) {
        StructType schema = schema(ddl);
        StructType parsed = schema.add(MALFORMED, DataTypes.StringType);
        List<Column> columns = new ArrayList<>();
        for (String name : METADATA) {
            Column column = name.equals("key") ? col(name).cast("string") : col(name);
            columns.add(column.as("_kafka_" + name));
        }
        columns.add(from_json(col("value").cast("string"), parsed, Map.of("columnNameOfCorruptRecord", MALFORMED))
                .as(VALUE));
        List<Column> flat = new ArrayList<>();
        METADATA.forEach(name -> flat.add(col("_kafka_" + name)));
        for (String field : parsed.fieldNames()) {
            flat.add(col(VALUE + ".`" + field + "`").as(field));
        }
        return messages.select(columns.toArray(Column[]::new)).select(flat.toArray(Column[]::new));
    }

    static boolean hasMalformed(Dataset<Row> rows) {
        return List.of(rows.columns()).contains(MALFORMED);
    }

    /** Without the rows that are no JSON; to be called after they were counted. */
    static Dataset<Row> wellFormed(Dataset<Row> rows) {
        return hasMalformed(rows) ? rows.filter(col(MALFORMED).isNull()) : rows;
    }

    private static StructType schema(String ddl) {
        StructType schema;
        try {
            schema = StructType.fromDDL(ddl);
        } catch (Exception e) {
            // Scala throws Spark's ParseException without saying so, so that Java cannot name it here.
            throw invalid(ddl, e);
        }
        for (String field : schema.fieldNames()) {
            if (field.toLowerCase(Locale.ROOT).startsWith("_kafka_")) {
                throw new UsageException("--schema names the column " + field
                        + ", which is Kafka's own beside the value's fields: leave it out");
            }
        }
        return schema;
    }

    private static UsageException invalid(String ddl, Exception e) {
        String reason =
                String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
        return new UsageException("--schema \"" + ddl + "\" is no list of columns (" + reason
                + "): write it as in \"id BIGINT, at TIMESTAMP, tags ARRAY<STRING>\"");
    }
}
