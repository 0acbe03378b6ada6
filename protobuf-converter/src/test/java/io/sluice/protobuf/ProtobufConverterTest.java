package io.sluice.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.StringValue;
import io.sluice.protobuf.registry.Protos;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtobufConverterTest {
    private static final String SCHEMA =
            "syntax = 'proto3'; package acme; message Order { string id = 1; uint32 n = 2; }"
                    + " message Refund { int64 cents = 1; }";
    private static final byte[] ORDER =
            bytes(Protos.message(Protos.file(SCHEMA).findMessageTypeByName("Order"), "id: 'a' n: 3"));
    private static final byte[] REFUND =
            bytes(Protos.message(Protos.file(SCHEMA).findMessageTypeByName("Refund"), "cents: -5"));

    private final FakeRegistry registry = new FakeRegistry();
    private final ProtobufConverter converter = new ProtobufConverter();

    @AfterEach
    void close() {
        converter.close();
        registry.close();
    }

    @Test
    void aMessageIsFoundByItsIndexAsConfluentWritesIt() {
        confluent();

        assertThat(read(framed(7, new byte[] {0}, ORDER)).get("id")).isEqualTo("a");
        assertThat(read(framed(7, new byte[] {2, 2}, REFUND)).get("cents")).isEqualTo(-5L);
    }

    @Test
    void aMessageIsFoundByItsNameAsApicurioWritesIt() {
        registry.put("globalIds", 7, SCHEMA);
        configure(Map.of());
        byte[] name = delimited(StringValue.of("Refund"));

        byte[] value = ByteBuffer.allocate(9 + name.length + REFUND.length)
                .put((byte) 0)
                .putLong(7)
                .put(name)
                .put(REFUND)
                .array();

        assertThat(read(value).get("cents")).isEqualTo(-5L);
    }

    /** The class of the producer's that the third header names is on no worker. */
    @Test
    void headersMayNameSchemaAndMessage() {
        confluent();
        RecordHeaders headers = headers("Refund");
        headers.add("apicurio.value.msgType", "acme.generated.Refund".getBytes(UTF_8));

        assertThat(((Struct) converter.toConnectData("t", headers, REFUND).value()).get("cents"))
                .isEqualTo(-5L);
        assertThatThrownBy(() -> converter.toConnectData("t", headers("Nobody"), REFUND))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("its header names message type 'Nobody'");
    }

    @Test
    void noValueIsNullButAMessageOfDefaultsMayHaveNoBytes() {
        confluent();

        assertThat(converter.toConnectData("t", null)).isEqualTo(SchemaAndValue.NULL);
        assertThat(converter.toConnectData("t", new RecordHeaders(), null)).isEqualTo(SchemaAndValue.NULL);
        assertThat(converter.toConnectData("t", new byte[0])).isEqualTo(SchemaAndValue.NULL);
        assertThat(converter.toConnectData("t", new RecordHeaders(), new byte[0]))
                .isEqualTo(SchemaAndValue.NULL);
        assertThat(((Struct) converter
                                .toConnectData("t", headers("Order"), new byte[0])
                                .value())
                        .get("n"))
                .isEqualTo(0L);
    }

    @Test
    void aSchemaMayReferToOthers() {
        registry.putArtifact("money", "syntax = 'proto3'; package acme.common; message Money { int64 cents = 1; }");
        registry.putWithReferences(
                "contentIds",
                8,
                "syntax = 'proto3'; package acme; import 'acme/common/money.proto';"
                        + " message Bill { map<string, common.Money> items = 1; }",
                "[{\"groupId\":\"default\",\"artifactId\":\"money\",\"version\":\"1\",\"name\":\"acme/common/money.proto\"}]");
        confluent();

        Struct bill = read(framed(8, new byte[] {0}, new byte[] {0x0a, 0x07, 0x0a, 0x01, 'k', 0x12, 0x02, 0x08, 0x04}));

        assertThat(bill.<String, Struct>getMap("items").get("k").get("cents")).isEqualTo(4L);
    }

    @Test
    void aSchemaThatIsFetchedAnewIsTheSameToConnect() {
        registry.put("contentIds", 7, SCHEMA);
        configure(Map.of(
                "apicurio.registry.as-confluent",
                "true",
                "apicurio.registry.use-id",
                "contentId",
                "apicurio.registry.check-period-ms",
                "0"));

        Schema first = read(framed(7, new byte[] {0}, ORDER)).schema();
        registry.failWith(503);
        assertThatThrownBy(() -> read(framed(7, new byte[] {0}, ORDER))).isInstanceOf(RetriableException.class);
        registry.failWith(0);

        assertThat(read(framed(7, new byte[] {0}, ORDER)).schema()).isSameAs(first);
    }

    @Test
    void bytesThatAreNoMessageAreNamedAndNotShown() {
        confluent();
        byte[] secret = "the password is 123456".getBytes(UTF_8);

        assertThatThrownBy(() -> read(secret))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("value of a record of topic t")
                .hasMessageContaining("does not begin with the byte 0")
                .hasMessageEndingWith("(22 bytes: 74 68 65 20 70 61 73 73 …)");
        assertThatThrownBy(() -> read(framed(7, new byte[] {0}, secret)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no message of type acme.Order");
        assertThatThrownBy(() -> read(framed(7, new byte[] {0x16}, secret)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("neither the name of a message type (Apicurio) nor its index (Confluent)");
        assertThatThrownBy(() -> read(new byte[] {0, 0, 7}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("ends within the id of its schema")
                .hasMessageEndingWith("(3 bytes: 00 00 07)");
    }

    @Test
    void aSchemaThatIsNotThereIsTheRecordsFault() {
        confluent();
        registry.put("contentIds", 9, "{\"type\":\"record\"}");

        assertThatThrownBy(() -> read(framed(404, new byte[] {0}, ORDER)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("No content with that id.");
        assertThatThrownBy(() -> read(framed(9, new byte[] {0}, ORDER)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("its schema cannot be read");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void aRegistryThatCannotAnswerIsAskedAgain(int status) {
        confluent("apicurio.registry.retry-count", "0");
        registry.failWith(status);

        assertThatThrownBy(() -> read(framed(7, new byte[] {0}, ORDER)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("the registry does not answer")
                .hasMessageContaining("errors.retry.timeout");
        registry.failWith(0);
        assertThat(read(framed(7, new byte[] {0}, ORDER)).get("id")).isEqualTo("a");
    }

    @Test
    void aRegistryThatIsAwayIsAskedAgain() {
        confluent();
        registry.close();

        assertThatThrownBy(() -> read(framed(7, new byte[] {0}, ORDER))).isInstanceOf(RetriableException.class);
    }

    @Test
    void aRegistryThatRefusesIsNotAskedAgain() {
        confluent();
        registry.failWith(401);

        assertThatThrownBy(() -> read(framed(7, new byte[] {0}, ORDER))).isInstanceOf(DataException.class);
    }

    @Test
    void itReadsAndDoesNotWrite() {
        confluent();

        assertThatThrownBy(() -> converter.fromConnectData("t", Schema.STRING_SCHEMA, "v"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is a converter for sink connectors and only reads")
                .hasMessageContaining("Set another value.converter");
    }

    @Test
    void theRegistrysAddressMustBeSetAndConnectIsToldTheVersion() {
        assertThat(converter.config().validate(Map.of()))
                .filteredOn(ConfigValue::name, "apicurio.registry.url")
                .singleElement()
                .satisfies(setting -> assertThat(setting.errorMessages()).isNotEmpty());
        assertThat(converter.version()).matches("\\d+\\.\\d+\\.\\d+(-.+)?");
    }

    private void confluent(String... more) {
        registry.put("contentIds", 7, SCHEMA);
        Map<String, String> settings = new HashMap<>(
                Map.of("apicurio.registry.as-confluent", "true", "apicurio.registry.use-id", "contentId"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        configure(settings);
    }

    private void configure(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("apicurio.registry.url", registry.url());
        converter.configure(settings, false);
    }

    private Struct read(byte[] value) {
        return (Struct) converter.toConnectData("t", new RecordHeaders(), value).value();
    }

    private static RecordHeaders headers(String type) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(
                "apicurio.value.contentId",
                ByteBuffer.allocate(Long.BYTES).putLong(7).array());
        headers.add("apicurio.protobuf.type", type.getBytes(UTF_8));
        return headers;
    }

    private static byte[] framed(int id, byte[] framing, byte[] message) {
        return ByteBuffer.allocate(5 + framing.length + message.length)
                .put((byte) 0)
                .putInt(id)
                .put(framing)
                .put(message)
                .array();
    }

    /** A message with a name in field 1, as a StringValue is. */
    private static byte[] delimited(StringValue name) {
        byte[] bytes = name.toByteArray();
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] bytes(DynamicMessage message) {
        return message.toByteArray();
    }
}
