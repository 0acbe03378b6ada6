package io.sluice.local.e2e;

import static io.sluice.local.e2e.LandedTypes.assertLanded;
import static io.sluice.local.e2e.LandedTypes.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Produced;
import io.sluice.local.registry.Registered;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What our converter makes of Protobuf, as it stands in the table: docs/types.md. */
@ExtendWith(WithStack.class)
final class ProtobufIT {
    /** Confluent's short form of the index of a file's first message. */
    private static final byte[] FIRST = {0};

    private final SharedStack stack;

    ProtobufIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void everyTypeLandsByItsMeaning() throws Exception {
        List<Typed> fields = ProtobufTypes.ALL;
        Registered schema = register("proto-all", ProtobufWire.schema(fields));
        Pipeline pipeline = protobuf("proto-all").deploy();

        Produced produced =
                pipeline.sendValues(List.of(AvroWire.framed(schema, joined(FIRST, ProtobufWire.message(fields)))));
        pipeline.awaitLanded(produced.ends());

        assertLanded(pipeline, fields);
    }

    /** One by its index, as Confluent's serializer writes it, one by its name, as Apicurio's does. */
    @Test
    void aTopicMayHoldSeveralMessagesOfASchema() throws Exception {
        Registered schema = register(
                "proto-several", "syntax = \"proto3\"; message First { int32 a = 1; } message Other { string b = 1; }");
        Pipeline pipeline = protobuf("proto-several")
                .set("commit.interval.ms", "3600000")
                .set("commit.records", "2")
                .deploy();
        byte[] index = {2, 2};
        byte[] name = {7, 0x0a, 5, 'F', 'i', 'r', 's', 't'};

        Produced produced = pipeline.sendValues(List.of(
                AvroWire.framed(schema, joined(index, new byte[] {0x0a, 1, 'x'})),
                AvroWire.framed(schema, joined(name, new byte[] {0x08, 3}))));
        pipeline.awaitLanded(produced.ends());

        assertThat(rows(pipeline))
                .extracting(row -> row.path("a").asText() + row.path("b").asText())
                .containsExactly("nullx", "3null");
    }

    @Test
    void whatTheConverterRefusesIsConnectsDeadLetterAndSaysWhy() throws Exception {
        Registered node = register(
                "proto-refused", "syntax = \"proto3\"; package acme; message Node { int32 v = 1; Node next = 2; }");
        Registered leaf = register("proto-leaf", "syntax = \"proto3\"; package acme; message Leaf { int32 v = 1; }");
        Pipeline pipeline = protobuf("proto-refused")
                .set("errors.tolerance", "all")
                .set("errors.deadletterqueue.topic.name", "proto-letters")
                .set("errors.deadletterqueue.topic.replication.factor", "1")
                .set("errors.deadletterqueue.context.headers.enable", "true")
                .deploy();

        Produced produced = pipeline.sendValues(List.of(
                AvroWire.framed(leaf, joined(FIRST, new byte[] {0x08, 3})),
                AvroWire.framed(node, joined(FIRST, new byte[] {0x08, 4})),
                AvroWire.framed(leaf, joined(FIRST, new byte[] {0x08, 5}))));
        pipeline.awaitLanded(produced.ends());

        assertThat(rows(pipeline)).extracting(row -> row.get("v").asInt()).containsExactly(3, 5);
        // Connect writes a letter again when it reads the record again.
        assertThat(DeadLetters.read(stack.broker().bootstrap(), "proto-letters"))
                .isNotEmpty()
                .allSatisfy(letter -> assertThat(DeadLetters.reason(letter))
                        .contains("Message type acme.Node contains itself at field 'next'", "google.protobuf.Struct"));
    }

    private Pipeline protobuf(String name) {
        return Pipeline.create(stack, stack.worker(), name, 1)
                .set("tasks.max", "1")
                .set("value.format", "connect")
                .set("value.converter", "io.sluice.protobuf.ProtobufConverter")
                .set(
                        "value.converter.apicurio.registry.url",
                        stack.registry().apiV2().toString())
                .set("value.converter.apicurio.registry.as-confluent", "true")
                .set("value.converter.apicurio.registry.use-id", "contentId");
    }

    private Registered register(String topic, String schema) {
        return stack.registry().register(topic + "-value", "PROTOBUF", schema);
    }

    private static byte[] joined(byte[] framing, byte[] message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(framing);
        bytes.writeBytes(message);
        return bytes.toByteArray();
    }
}
