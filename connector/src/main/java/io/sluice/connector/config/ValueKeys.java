package io.sluice.connector.config;

import io.sluice.connector.config.ValueSettings.KeyFormat;
import io.sluice.connector.config.ValueSettings.NullValues;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueEnvelope;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How a record's value becomes columns. */
final class ValueKeys {
    static final String GROUP = "Values";
    static final String FORMAT = "value.format";
    static final String ENVELOPE = "value.envelope";
    static final String SCHEMA = "value.schema";
    static final String EVOLUTION = "schema.evolution";
    static final String MISMATCH = "schema.mismatch";
    static final String METADATA_COLUMNS = "metadata.columns";
    static final String KEY_FORMAT = "key.format";
    static final String MAX_NESTING = "value.nesting.max";
    static final String TIMESTAMP_FORMATS = "value.timestamp.formats";
    static final String TIME_ZONE = "value.time.zone";
    static final String NULL_VALUES = "behavior.on.null.values";

    /** {@code ConnectTypes.MAX_COLUMN_DEPTH}. */
    private static final int MOST_NESTING = 18;

    private static final Choice<ValueFormat> FORMATS = Choice.of(ValueFormat.class);
    private static final Choice<ValueEnvelope> ENVELOPES = Choice.of(ValueEnvelope.class);
    private static final Choice<SchemaEvolution> EVOLUTIONS = Choice.of(SchemaEvolution.class);
    private static final Choice<SchemaMismatch> MISMATCHES = Choice.of(SchemaMismatch.class);
    private static final Choice<KeyFormat> KEY_FORMATS = Choice.of(KeyFormat.class);
    private static final Choice<NullValues> NULLS = Choice.of(NullValues.class);
    private static final MetadataColumns COLUMNS = new MetadataColumns();

    static final List<Setting> SETTINGS = List.of(
            Setting.string(FORMAT, GROUP)
                    .orElse(Choice.text(ValueFormat.CONNECT))
                    .choice(FORMATS)
                    .rank(Importance.HIGH, Width.SHORT)
                    .display("Value format")
                    .doc(
                            "What the value is. connect: what the converter gave, a Struct or a Map. json: bytes or a string that"
                                    + " Sluice parses itself, straight into columns; set value.converter to"
                                    + " org.apache.kafka.connect.converters.ByteArrayConverter for it.")
                    .example("json"),
            Setting.string(ENVELOPE, GROUP)
                    .orElse(Choice.text(ValueEnvelope.NONE))
                    .choice(ENVELOPES)
                    .rank(Importance.MEDIUM, Width.SHORT)
                    .display("Value envelope")
                    .doc(
                            "What is around the row. none: the value is the row. debezium: the value is a change event of Debezium,"
                                    + " and the table is a changelog: a row for each change, with the columns of after (of before for"
                                    + " a delete), then _cdc_op, _cdc_ts, and the rest of the event as _cdc_before, _cdc_source and so"
                                    + " on. Events come as Structs, as maps or, with value.format=json, as bytes. A value that is no"
                                    + " change event is an error. docs/cdc.md says more.")
                    .example("debezium"),
            Setting.string(SCHEMA, GROUP)
                    .orElse(null)
                    .valid(LambdaValidator.with((name, value) -> {}, () -> "columns in Spark's DDL"))
                    .rank(Importance.MEDIUM, Width.LONG)
                    .display("Value schema")
                    .doc(
                            "Columns and their types in Spark's DDL. May name only some of the fields: the others, and all when this"
                                    + " is not set, come from Connect's schema or are inferred.")
                    .example("id BIGINT, ts TIMESTAMP, tags ARRAY<STRING>"),
            Setting.string(EVOLUTION, GROUP)
                    .orElse(Choice.text(SchemaEvolution.ADD_AND_WIDEN))
                    .choice(EVOLUTIONS)
                    .rank(Importance.HIGH, Width.SHORT)
                    .display("Schema evolution")
                    .doc(
                            "What a record may change in its table. none: nothing. add: new columns, which are null in the rows"
                                    + " before. add-and-widen: also wider types of existing columns, where the table has type widening"
                                    + " enabled (delta.enableTypeWidening), and a column that is NOT NULL becomes nullable with the"
                                    + " first record that has no value for it. What is not let in is settled by schema.mismatch.")
                    .example("add"),
            Setting.string(MISMATCH, GROUP)
                    .orElse(Choice.text(SchemaMismatch.RESCUE))
                    .choice(MISMATCHES)
                    .rank(Importance.HIGH, Width.SHORT)
                    .display("Schema mismatch")
                    .doc(
                            "What happens to a value that does not fit its column. rescue: the row lands with null there, and the"
                                    + " value is kept as JSON in the column _rescued. dead-letter: the record goes to"
                                    + " dead.letter.table, or to Connect's dead-letter topic, which needs errors.tolerance=all and"
                                    + " errors.deadletterqueue.topic.name. fail: the task fails.")
                    .example("fail"),
            Setting.list(METADATA_COLUMNS, GROUP)
                    .orElse("topic,partition,offset,timestamp")
                    .valid(COLUMNS)
                    .recommend(COLUMNS)
                    .rank(Importance.MEDIUM, Width.LONG)
                    .display("Metadata columns")
                    .doc(
                            "Columns that tell where a row came from: _kafka_topic, _kafka_partition, _kafka_offset,"
                                    + " _kafka_timestamp, _kafka_key, _kafka_headers; or none. They hold the original coordinates, not"
                                    + " those that a transform made, and stand first, within the columns that Delta keeps statistics of.")
                    .example("topic,partition,offset,timestamp,key"),
            Setting.string(KEY_FORMAT, GROUP)
                    .orElse(Choice.text(KeyFormat.STRING))
                    .choice(KEY_FORMATS)
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Key format")
                    .doc(
                            "What _kafka_key is, when metadata.columns has key. string: text; bytes are read as UTF-8, and what is no"
                                    + " text is written as JSON. json: text that is always JSON, so that the string 5 and the number 5"
                                    + " differ; bytes are base64. struct: the key's fields, from a Struct, a map, or bytes or a string"
                                    + " that are a JSON object; the column evolves like the value's, comes with the first key, and a"
                                    + " key that is no object is settled by schema.mismatch.")
                    .example("struct"),
            Setting.int32(MAX_NESTING, GROUP)
                    .orElse(16)
                    .valid(Range.between(1, MOST_NESTING))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Most nesting")
                    .doc(
                            "How many levels of structs, arrays and maps a column may have. What lies deeper in a value without a"
                                    + " schema is settled by schema.mismatch; a Connect schema that is deeper is an error that names"
                                    + " the path. Delta's readers and writers take twice the time for each level more.")
                    .example("5"),
            Setting.string(TIMESTAMP_FORMATS, GROUP)
                    .orElse("")
                    .valid(new TimestampFormats())
                    .rank(Importance.LOW, Width.LONG)
                    .display("Timestamp formats")
                    .doc(
                            "How strings and numbers become TIMESTAMP and DATE: patterns of java.time.format.DateTimeFormatter,"
                                    + " separated by commas; a comma inside a pattern stands in quotes. No pattern means ISO-8601."
                                    + " For numbers, and strings that are numbers and fit no pattern, one of epoch_seconds,"
                                    + " epoch_millis, epoch_micros and epoch_nanos, and for DATE also epoch_days; without any a number"
                                    + " is no time. What is finer than a microsecond is cut off, and a moment is no DATE unless it is"
                                    + " midnight.")
                    .example("yyyy/MM/dd HH:mm,epoch_millis"),
            Setting.string(TIME_ZONE, GROUP)
                    .orElse("UTC")
                    .valid(LambdaValidator.with(TimestampFormats::checkZone, () -> "a time zone of java.time.ZoneId"))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Time zone")
                    .doc("Time zone of strings that name none.")
                    .example("Europe/Berlin"),
            Setting.string(NULL_VALUES, GROUP)
                    .orElse(Choice.text(NullValues.FAIL))
                    .choice(NULLS)
                    .rank(Importance.MEDIUM, Width.SHORT)
                    .display("Null values")
                    .doc(
                            "What happens to a record whose value is null (a tombstone). fail: the task fails. ignore: it is dropped,"
                                    + " counted in records-dropped-total and in the commit, and its offset advances. write: a row of"
                                    + " its metadata columns. dead-letter: it goes to dead.letter.table, or to Connect's dead-letter"
                                    + " topic, which needs errors.tolerance=all and errors.deadletterqueue.topic.name.")
                    .example("ignore"));

    private ValueKeys() {}

    static ValueSettings from(AbstractConfig config) {
        return new ValueSettings(
                FORMATS.parse(config.getString(FORMAT)),
                Optional.ofNullable(config.getString(SCHEMA)).filter(ddl -> !ddl.isBlank()),
                EVOLUTIONS.parse(config.getString(EVOLUTION)),
                MISMATCHES.parse(config.getString(MISMATCH)),
                config.getInt(MAX_NESTING),
                MetadataColumns.parse(config.getList(METADATA_COLUMNS)),
                KEY_FORMATS.parse(config.getString(KEY_FORMAT)),
                TimestampFormats.parse(config.getString(TIMESTAMP_FORMATS)),
                ZoneId.of(config.getString(TIME_ZONE)),
                NULLS.parse(config.getString(NULL_VALUES)),
                ENVELOPES.parse(config.getString(ENVELOPE)));
    }
}
