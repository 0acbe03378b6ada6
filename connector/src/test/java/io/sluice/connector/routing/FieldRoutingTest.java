package io.sluice.connector.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.config.RoutingSettings;
import io.sluice.connector.config.RoutingSettings.MissingField;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code table.name.field}: what stands in the record names its table. */
final class FieldRoutingTest {
    private static TableRouter router(String field, String template, String orElse) {
        return TableRouter.of(new RoutingSettings(
                template,
                Map.of("mapped", "by_topic"),
                Optional.of(field),
                orElse == null ? MissingField.FAIL : MissingField.DEFAULT,
                Optional.ofNullable(orElse),
                10));
    }

    private static SinkRecord record(String topic, Object key, Object value, ConnectHeaders headers) {
        return new SinkRecord(topic, 0, null, key, null, value, 7, 1L, TimestampType.CREATE_TIME, headers, topic, 0, 7);
    }

    private static String route(String field, Object value) throws RecordError {
        return router(field, "${field}", null)
                .route(record("t", null, value, new ConnectHeaders()))
                .value();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void findsTheNameInStructsMapsAndJson() throws RecordError {
        Schema inner =
                SchemaBuilder.struct().field("table", Schema.STRING_SCHEMA).build();
        Schema outer = SchemaBuilder.struct().field("source", inner).build();
        Struct struct = new Struct(outer).put("source", new Struct(inner).put("table", "orders"));
        assertThat(route("source.table", struct)).isEqualTo("orders");
        assertThat(route("source.table", Map.of("source", Map.of("table", "orders"))))
                .isEqualTo("orders");
        String json = "{\"a\":[{\"source\":1}],\"source\":{\"x\":{},\"table\":\"or\\u0064ers\",\"table\":\"second\"}}";
        assertThat(route("source.table", json)).isEqualTo("orders");
        assertThat(route("source.table", utf8(json))).isEqualTo("orders");
        assertThat(route("source.table", ByteBuffer.wrap(utf8(json)).asReadOnlyBuffer()))
                .isEqualTo("orders");
        assertThat(route("n", "{\"n\":42}")).isEqualTo("42");
        assertThat(route("n", Map.of("n", true))).isEqualTo("true");
    }

    @Test
    void findsTheNameInHeadersAndKeys() throws RecordError {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("table", "first").addString("table", "last");
        assertThat(router("header:table", "${field}", null)
                        .route(record("t", null, null, headers))
                        .value())
                .isEqualTo("last");
        ConnectHeaders none = new ConnectHeaders();
        assertThat(router("key", "${topic}.${field}", null)
                        .route(record("t", utf8("eu"), null, none))
                        .value())
                .isEqualTo("t.eu");
        assertThat(router("key:a.b", "${field}", null)
                        .route(record("t", "{\"a\":{\"b\":\"eu\"}}", null, none))
                        .value())
                .isEqualTo("eu");
    }

    @Test
    void theMapOfTopicsComesFirst() throws RecordError {
        TableRouter router = router("kind", "${field}", null);
        assertThat(router.isByTopic("mapped")).isTrue();
        assertThat(router.route(record("mapped", null, "no json", new ConnectHeaders())))
                .isEqualTo(new TableName("by_topic"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a.b|{}", "a.b|{\"a\":null}", "a.b|{\"a\":{}}", "a.b|{\"a\":{\"b\":null}}", "a.b|null"})
    void aRecordWithoutTheFieldGoesWhereThePolicySays(String field, String json) throws RecordError {
        SinkRecord record = record("t", null, json, new ConnectHeaders());
        assertThat(router(field, "${field}", "rest").route(record).value()).isEqualTo("rest");
        assertThatThrownBy(() -> router(field, "${field}", null).route(record))
                .isInstanceOfSatisfying(
                        RecordError.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.NO_TABLE_FIELD))
                .hasMessageContaining("table.name.field=a.b")
                .hasMessageContaining("default:<table>");
    }

    @Test
    void whatIsNoNameIsUnroutableWhateverThePolicy() {
        Map<String, Object> hostile = new HashMap<>();
        hostile.put("object", "{\"a\":{\"b\":{}}}");
        hostile.put("list", Map.of("a", Map.of("b", List.of(1))));
        hostile.put("no object", "{\"a\":[1]}");
        hostile.put("path", "{\"a\":{\"b\":\"../../etc\"}}");
        hostile.put("hidden", "{\"a\":{\"b\":\"_sluice\"}}");
        hostile.put("NUL", "{\"a\":{\"b\":\"x\\u0000\"}}");
        hostile.put("long", "{\"a\":{\"b\":\"" + "x".repeat(256) + "\"}}");
        hostile.forEach((what, value) -> assertThatThrownBy(
                        () -> router("a.b", "${field}", "rest").route(record("t", null, value, new ConnectHeaders())))
                .as(what)
                .isInstanceOfSatisfying(
                        RecordError.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.UNROUTABLE)));
        assertThatThrownBy(() -> route("a.b", "{\"a\":{\"x\":tru}}"))
                .isInstanceOfSatisfying(
                        RecordError.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED_JSON));
    }
}
