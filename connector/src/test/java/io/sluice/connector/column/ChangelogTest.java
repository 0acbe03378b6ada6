package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.DdlSchema;
import io.sluice.connector.schema.TableSchema;
import io.sluice.connector.schema.Widening;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Debezium's events in every form in which a converter may give them: the same rows. */
final class ChangelogTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Instant CHANGED = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final String SOURCE =
            "{\"db\":\"shop\",\"lsn\":24023128,\"snapshot\":\"false\",\"ts_ms\":1767323045678,\"ts_us\":1767323045678901}";
    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema EVENT = SchemaBuilder.struct()
            .field("before", ROW)
            .field("after", ROW)
            .field(
                    "source",
                    SchemaBuilder.struct()
                            .field("db", Schema.STRING_SCHEMA)
                            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
                            .field("snapshot", Schema.OPTIONAL_STRING_SCHEMA)
                            .field("ts_ms", Schema.INT64_SCHEMA)
                            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
                            .build())
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private enum Form {
        STRUCT(ValueFormat.CONNECT) {
            @Override
            Object of(String event) throws Exception {
                return struct(EVENT, MAPPER.readValue(event, Map.class));
            }
        },
        MAP(ValueFormat.CONNECT) {
            @Override
            Object of(String event) throws Exception {
                return MAPPER.readValue(event, Map.class);
            }
        },
        MAP_WITH_SCHEMA(ValueFormat.CONNECT) {
            @Override
            Object of(String event) throws Exception {
                return MAPPER.readValue(wrapped(event), Map.class);
            }
        },
        JSON(ValueFormat.JSON) {
            @Override
            Object of(String event) {
                return event;
            }
        },
        JSON_WITH_SCHEMA(ValueFormat.JSON) {
            @Override
            Object of(String event) {
                return wrapped(event);
            }
        };

        private final ValueFormat format;

        Form(ValueFormat format) {
            this.format = format;
        }

        abstract Object of(String event) throws Exception;

        private static String wrapped(String event) {
            return "{\"schema\":{\"type\":\"struct\",\"fields\":[]}, \"payload\":" + event + "}";
        }
    }

    private static Struct struct(Schema schema, Map<?, ?> fields) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            Object value = fields.get(field.name());
            if (value instanceof Map<?, ?> nested) {
                struct.put(field, struct(field.schema(), nested));
            } else if (value instanceof Integer number) {
                struct.put(field, number.longValue());
            } else {
                struct.put(field, value);
            }
        }
        return struct;
    }

    private static ColumnBuffer changelog(ValueFormat format) {
        return ColumnBuffer.create(new StructType(), Records.changelog(Records.settings(format)));
    }

    private static String event(String op, String before, String after) {
        return "{\"before\":" + before + ", \"after\":" + after + ",\"source\":" + SOURCE + ",\"op\":\"" + op
                + "\", \"ts_ms\":1767323045700}";
    }

    private static ColumnBuffer appended(Form form, String... events) throws Exception {
        ColumnBuffer buffer = changelog(form.format);
        for (String event : events) {
            buffer.append(Records.of(form.of(event)));
        }
        return buffer;
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void aChangeIsARowOfItsImageWithTheRestOfTheEventBesideIt(Form form) throws Exception {
        ColumnBuffer buffer = appended(
                form,
                event("c", "null", "{\"id\":1,\"name\":\"a\"}"),
                event("u", "{\"id\":1,\"name\":\"a\"}", "{\"id\":1,\"name\":\"é\\\"\"}"),
                event("d", "{\"id\":1,\"name\":\"é\\\"\"}", "null"),
                event("t", "null", "null"));

        Map<String, Object> source = Map.of(
                "db",
                "shop",
                "lsn",
                24023128L,
                "snapshot",
                "false",
                "ts_ms",
                1767323045678L,
                "ts_us",
                1767323045678901L);
        Map<String, Object> first = Map.of("id", 1L, "name", "a");
        Map<String, Object> second = Map.of("id", 1L, "name", "é\"");
        assertThat(buffer.value(0))
                .isEqualTo(Map.of(
                        "_cdc_op",
                        "c",
                        "_cdc_ts",
                        CHANGED,
                        "id",
                        1L,
                        "name",
                        "a",
                        "_cdc_source",
                        source,
                        "_cdc_ts_ms",
                        1767323045700L));
        assertThat(buffer.value(1))
                .containsAllEntriesOf(second)
                .containsEntry("_cdc_op", "u")
                .containsEntry("_cdc_before", first);
        assertThat(buffer.value(2))
                .containsAllEntriesOf(second)
                .containsEntry("_cdc_op", "d")
                .containsEntry("_cdc_before", second);
        assertThat(buffer.value(3))
                .containsOnlyKeys("_cdc_op", "_cdc_ts", "_cdc_source", "_cdc_ts_ms")
                .containsEntry("_cdc_op", "t");
        assertThat(Buffers.ddl(buffer)).startsWith("_cdc_op STRING, _cdc_ts TIMESTAMP, id BIGINT, name STRING");
        assertThat(buffer.rescuedRows()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void rowsStayTheSameWhenTheTableTurnsOutToBeOther(Form form) throws Exception {
        ColumnBuffer buffer = appended(
                form, event("u", "{\"id\":1,\"name\":\"a\"}", "{\"id\":1,\"name\":\"b\"}"), event("t", "null", "null"));

        ColumnBuffer refitted = buffer.refit(
                new TableSchema(DdlSchema.parse("id BIGINT, _cdc_source STRUCT<db: STRING>"), Widening.NONE));

        assertThat(List.of(refitted.value(0), refitted.value(1))).isEqualTo(List.of(buffer.value(0), buffer.value(1)));
    }

    @Test
    void aStructsColumnsAreThereFromItsFirstRowEvenIfNull() throws Exception {
        ColumnBuffer buffer = appended(Form.STRUCT, event("c", "null", "{\"id\":1}"));

        assertThat(Buffers.ddl(buffer))
                .isEqualTo("_cdc_op STRING, _cdc_ts TIMESTAMP, id BIGINT, name STRING,"
                        + " _cdc_before STRUCT<id: BIGINT, name: STRING>,"
                        + " _cdc_source STRUCT<db: STRING, lsn: BIGINT, snapshot: STRING, ts_ms: BIGINT, ts_us: BIGINT>,"
                        + " _cdc_ts_ms BIGINT");
    }

    @Test
    void aTombstoneIsARowOfItsCoordinatesAlone() throws Exception {
        ColumnBuffer buffer = changelog(ValueFormat.JSON);

        buffer.append(Records.of(null));

        assertThat(buffer.value(0)).isEmpty();
        assertThat(Buffers.ddl(buffer)).isEqualTo("_cdc_op STRING, _cdc_ts TIMESTAMP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1}",
                "{\"op\":\"c\"}",
                "{\"op\":3,\"after\":{\"id\":1}}",
                "{\"op\":null,\"after\":{\"id\":1}}",
                "{\"schema\":{},\"payload\":null}",
                "{\"schema\":{},\"payload\":{\"id\":1}}",
                "{\"op\":\"u\",\"after\":\"{\\\"_id\\\":1}\"}",
                "{\"op\":\"u\",\"after\":[1]}"
            })
    void whatIsNoChangeEventIsRefusedInEveryForm(String value) throws Exception {
        for (Form form : List.of(Form.MAP, Form.JSON)) {
            ColumnBuffer buffer = changelog(form.format);
            assertThatThrownBy(() -> buffer.append(Records.of(form.of(value))))
                    .isInstanceOf(RecordError.class)
                    .hasMessageContaining("NOT_A_CHANGE")
                    .hasMessageContaining("value.envelope=none");
            assertThat(buffer.rows()).isZero();
        }
    }

    @Test
    void aStructThatIsNoChangeEventIsRefused() {
        Schema mongo = SchemaBuilder.struct()
                .field("op", Schema.OPTIONAL_STRING_SCHEMA)
                .field("after", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        ColumnBuffer buffer = changelog(ValueFormat.CONNECT);

        assertThatThrownBy(() -> buffer.append(Records.of(struct(ROW, Map.of("id", 1)))))
                .hasMessageContaining("NOT_A_CHANGE")
                .hasMessageContaining("ExtractNewRecordState");
        assertThatThrownBy(() -> buffer.append(
                        Records.of(new Struct(mongo).put("op", "u").put("after", "{}"))))
                .hasMessageContaining("NOT_A_CHANGE at /after")
                .hasMessageContaining("ExtractNewDocumentState");
        assertThatThrownBy(() -> buffer.append(Records.of(new Struct(EVENT)))).hasMessageContaining("NOT_A_CHANGE");
    }

    @Test
    void whatIsNoJsonObjectIsToldInTermsOfTheRecordsOwnBytes() {
        assertThatThrownBy(() -> changelog(ValueFormat.JSON).append(Records.of("{\"op\":\"c\",\"after\":{\"id\":1")))
                .hasMessageContaining("MALFORMED_JSON");
        assertThatThrownBy(() -> changelog(ValueFormat.JSON).append(Records.of("[1]")))
                .hasMessageContaining("NOT_AN_OBJECT");
        byte[] latin = "{\"op\":\"c\",\"after\":{\"n\":\"?\"}}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        latin[24] = (byte) 0xE9;
        assertThatThrownBy(() -> changelog(ValueFormat.JSON).append(Records.of(latin)))
                .hasMessageContaining("is not UTF-8 text: byte 24");
        String deep = "{\"op\":\"c\",\"after\":{\"n\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}}";
        assertThatThrownBy(() -> changelog(ValueFormat.JSON).append(Records.of(deep)))
                .hasMessageContaining("TOO_DEEP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"op\":\"c\",\"after\":{\"_CDC_op\":1}}",
                "{\"op\":\"d\",\"after\":null,\"before\":{\"_cdc_x\":1}}",
                "{\"op\":\"c\",\"after\":{\"id\":1},\"ts\":1}"
            })
    void namesOfTheChangesColumnsCannotBeTakenByTheRow(String value) throws Exception {
        for (Form form : List.of(Form.MAP, Form.JSON)) {
            assertThatThrownBy(() -> changelog(form.format).append(Records.of(form.of(value))))
                    .hasMessageContaining("COLUMN_COLLISION");
        }
        Schema row =
                SchemaBuilder.struct().field("_cdc_op", Schema.STRING_SCHEMA).build();
        Schema event = SchemaBuilder.struct()
                .field("op", Schema.STRING_SCHEMA)
                .field("after", row)
                .build();
        Struct struct = new Struct(event).put("op", "c").put("after", new Struct(row).put("_cdc_op", "x"));
        assertThatThrownBy(() -> changelog(ValueFormat.CONNECT).append(Records.of(struct)))
                .hasMessageContaining("COLUMN_COLLISION");
    }

    @Test
    void fieldsThatComeAgainAndNamesThatNeedEscapesLoseNothing() throws Exception {
        ColumnBuffer buffer = changelog(ValueFormat.JSON);

        buffer.append(Records.of(
                "\uFEFF{ \"op\":\"c\", \"op\" : \"x\", \"after\": { },\"after\":{\"id\":2}, \"a\\\"ü\\n\":1e400 }"));

        assertThat(buffer.value(0))
                .containsEntry("_cdc_op", "c")
                .containsEntry("_cdc_after", Map.of("id", 2L))
                .doesNotContainKey("id");
        assertThat(buffer.rescued(0)).isEqualTo("{\"/_cdc_op\":\"x\",\"/_cdc_a\\\"ü\\u000a\":1e400}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ts_ms\":1767323045678}|2026-01-02T03:04:05.678Z",
                "{\"ts_ms\":1,\"ts_ns\":1767323045678901234}|2026-01-02T03:04:05.678901Z",
                "{\"ts_ms\":-1}|1969-12-31T23:59:59.999Z",
                "{\"ts_ms\":9223372036854775807}|null",
                "{\"ts_ms\":\"soon\"}|null",
                "{}|null"
            })
    void theTimeIsTheFinestThatTheSourceTells(String line) throws Exception {
        String source = line.substring(0, line.indexOf('|'));
        for (Form form : List.of(Form.MAP, Form.JSON)) {
            ColumnBuffer buffer = changelog(form.format);
            // The time of an event does not become the next one's.
            buffer.append(Records.of(form.of(event("c", "null", "{\"id\":1}"))));
            buffer.append(Records.of(form.of("{\"op\":\"c\",\"after\":{\"id\":1},\"source\":" + source + "}")));

            assertThat(String.valueOf(buffer.value(1).get("_cdc_ts"))).isEqualTo(line.substring(line.indexOf('|') + 1));
        }
    }

    @Test
    void aClosedTableWithoutTheColumnsRescuesOrRefusesTheOperation() throws Exception {
        StructType table = DdlSchema.parse("id BIGINT");
        String event = "{\"op\":\"c\",\"after\":{\"id\":1},\"source\":{\"ts_ms\":5}}";
        ColumnBuffer rescues = ColumnBuffer.create(
                table,
                Records.changelog(
                        Records.settings(ValueFormat.JSON, SchemaMismatch.RESCUE, SchemaEvolution.NONE, null)));
        rescues.append(Records.of(event));
        assertThat(rescues.rescued(0)).isEqualTo("{\"/_cdc_op\":\"c\",\"/_cdc_source\":{\"ts_ms\":5}}");

        ColumnBuffer refuses = ColumnBuffer.create(
                table,
                Records.changelog(Records.settings(ValueFormat.JSON, SchemaMismatch.FAIL, SchemaEvolution.NONE, null)));
        assertThatThrownBy(() -> refuses.append(Records.of(event)))
                .hasMessageContaining("SCHEMA_EVOLUTION at /_cdc_op");
    }
}
