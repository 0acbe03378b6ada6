package io.sluice.local.e2e;

import static io.sluice.local.e2e.LandedTypes.assertLanded;
import static io.sluice.local.e2e.LandedTypes.columns;
import static io.sluice.local.e2e.LandedTypes.quoted;
import static io.sluice.local.e2e.LandedTypes.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.registry.Registered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What converters make of a topic's bytes, as it stands in the table: docs/types.md. */
@ExtendWith(WithStack.class)
final class ConvertersIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String STRING = "org.apache.kafka.connect.storage.StringConverter";
    private static final String CONNECT_JSON = "org.apache.kafka.connect.json.JsonConverter";
    private static final String APICURIO = "io.apicurio.registry.utils.converter.";

    private static final Schema NODE = record(
            "Node", "[{'name':'v','type':'int'},{'name':'next','type':['null','io.sluice.Node'],'default':null}]");
    private static final String NODES = "{'v':1,'next':{'io.sluice.Node':{'v':2,'next':null}}}";

    private final SharedStack stack;

    ConvertersIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void jsonWithSchemasKeepsConnectsTypesAndDebeziums() throws Exception {
        List<Typed> fields = Stream.of(ConverterTypes.CONNECT, ConverterTypes.DEBEZIUM_TYPES)
                .flatMap(List::stream)
                .toList();
        Pipeline pipeline = connect("json-schemas", CONNECT_JSON)
                .set("value.converter.schemas.enable", "true")
                .deploy();

        land(
                pipeline,
                "{'schema':{'type':'struct','fields':" + Typed.schemas(fields, "field") + "},'payload':"
                        + Typed.values(fields) + "}");

        assertLanded(pipeline, fields);
    }

    @Test
    void jsonWithoutSchemasIsInferred() throws Exception {
        // Its converter holds whole numbers in 64 bits and cuts off what is beyond.
        List<Typed> fields = plain(Typed.typed("big", "", "9223372036854775808", "long", "-9223372036854775808"));
        Pipeline pipeline = connect("json-plain", CONNECT_JSON)
                .set("value.converter.schemas.enable", "false")
                .deploy();

        land(pipeline, Typed.values(fields));

        assertLanded(pipeline, fields);
    }

    @Test
    void textThatIsJsonIsInferredFromTheTextItself() throws Exception {
        List<Typed> fields = plain(Typed.typed("big", "", "9223372036854775808", "double", "9.223372036854776e18"));
        Pipeline pipeline =
                connect("text-json", STRING).set("value.format", "json").deploy();

        land(pipeline, Typed.values(fields));

        assertLanded(pipeline, fields);
    }

    @Test
    void textIsNoRowUntilATransformMakesAFieldOfIt() throws Exception {
        Pipeline refused = connect("text-refused", STRING).deploy();
        Pipeline hoisted = hoist("text-hoisted", STRING);
        refused.send(List.of(new Message(null, "no object")));
        Produced produced = hoisted.send(List.of(new Message(null, "no object")));
        hoisted.awaitLanded(produced.ends());

        assertThat(failure(refused)).contains("java.lang.String, not an object with fields", "value.format=json");
        assertLanded(hoisted, List.of(Typed.same("value", "", "'no object'", "string")));
    }

    @Test
    void bytesAreABinaryFieldAfterATransform() throws Exception {
        Pipeline pipeline = hoist("bytes-hoisted", BYTES);
        Produced produced = pipeline.sendValues(List.of(new byte[] {0, (byte) 0xff, 'a'}));
        pipeline.awaitLanded(produced.ends());

        assertLanded(pipeline, List.of(Typed.typed("value", "", "", "binary", "'\\\\x00\\\\xFFa'")));
    }

    @Test
    void avroKeepsWhatItsConverterKnowsAndTheRestCanBeDeclared() throws Exception {
        List<Typed> fields = ConverterTypes.AVRO;
        Pipeline pipeline = registry("avro-all", "AvroConverter")
                .set("value.schema", "declared TIMESTAMP")
                .set("value.timestamp.formats", "epoch_micros")
                .deploy();
        Schema schema = record("Everything", Typed.schemas(fields, "name"));

        Produced produced = pipeline.sendValues(List.of(avro("avro-all", schema, Typed.values(fields))));
        pipeline.awaitLanded(produced.ends());

        assertLanded(pipeline, fields);
    }

    @Test
    void aRecordThatContainsItselfIsADeadLetterThatNamesIt() {
        Pipeline pipeline = registry("avro-recursive", "AvroConverter")
                .set("dead.letter.table", "avro-letters")
                .deploy();
        Schema leaf = record("Leaf", "[{'name':'v','type':'int'}]");

        Produced produced = pipeline.sendValues(
                List.of(avro("avro-recursive", NODE, NODES), avro("avro-recursive", leaf, "{'v':3}")));
        pipeline.awaitLanded(produced.ends());

        assertThat(DeltaLog.replay(stack.lake().resolve("avro-letters")).rows())
                .singleElement()
                .satisfies(letter -> assertThat(letter.toString())
                        .contains("UNSUPPORTED_TYPE", "schema 'io.sluice.Node' contains itself"));
        assertThat(rows(pipeline)).extracting(row -> row.get("v").asInt()).containsExactly(3);
    }

    @Test
    void aTransformMayDropTheFieldInWhichARecordContainsItself() throws Exception {
        Pipeline pipeline = registry("avro-pruned", "AvroConverter")
                .set("transforms", "prune")
                .set("transforms.prune.type", "org.apache.kafka.connect.transforms.ReplaceField$Value")
                .set("transforms.prune.exclude", "next")
                .deploy();

        Produced produced = pipeline.sendValues(List.of(avro("avro-pruned", NODE, NODES)));
        pipeline.awaitLanded(produced.ends());

        assertLanded(pipeline, List.of(Typed.same("v", "", "1", "integer")));
    }

    @Test
    void twoVersionsOfASchemaInOneBatchShareAFile() throws Exception {
        Schema first = record("Drift", "[{'name':'n','type':'int'}]");
        Schema second = record(
                "Drift", "[{'name':'n','type':'long'},{'name':'s','type':'string','default':'nobody reads me'}]");
        Pipeline pipeline = registry("avro-drift", "AvroConverter")
                .set("table.properties.delta.enableTypeWidening", "true")
                .set("commit.interval.ms", "3600000")
                .set("commit.records", "2")
                .deploy();
        Produced before = pipeline.sendValues(
                List.of(avro("avro-drift", first, "{'n':1}"), avro("avro-drift", first, "{'n':2}")));
        pipeline.awaitLanded(before.ends());

        Produced after = pipeline.sendValues(List.of(
                avro("avro-drift", first, "{'n':3}"), avro("avro-drift", second, "{'n':5000000000,'s':'new'}")));
        pipeline.awaitLanded(after.ends());

        assertThat(rows(pipeline))
                .extracting(row -> row.get("n").asLong() + row.path("s").asText())
                .containsExactly("1", "2", "3null", "5000000000new");
        assertThat(columns(pipeline)).isEqualTo(Map.of("n", "long", "s", "string"));
        assertThat(pipeline.log().addedByCommit().values()).containsExactly(1, 1);
    }

    @Test
    void jsonSchemasDocumentsAreCheckedAndInferred() throws Exception {
        List<Typed> fields = plain(Typed.typed("big", "", "9223372036854775808", "double", "9.223372036854776e18"));
        String serde = "io.apicurio.registry.serde.jsonschema.JsonSchemaKafka";
        Pipeline pipeline = registry("json-schema", "SerdeBasedConverter")
                .set("value.converter.apicurio.registry.converter.serializer", serde + "Serializer")
                .set("value.converter.apicurio.registry.converter.deserializer", serde + "Deserializer")
                .set("value.converter.apicurio.registry.deserializer.value.return-class", "java.util.LinkedHashMap")
                .deploy();
        Registered schema = stack.registry()
                .register(
                        "json-schema-value", "JSON", quoted("{'type':'object','properties':{'i':{'type':'integer'}}}"));

        Produced produced = pipeline.sendValues(List.of(document(schema, Typed.values(fields))));
        pipeline.awaitLanded(produced.ends());
        assertLanded(pipeline, fields);

        pipeline.sendValues(List.of(document(schema, "{'i':'text'}")));
        assertThat(failure(pipeline)).contains("$.i: string found, integer expected");
    }

    private Pipeline registry(String name, String converter) {
        return connect(name, APICURIO + converter)
                .set(
                        "value.converter.apicurio.registry.url",
                        stack.registry().apiV2().toString())
                .set("value.converter.apicurio.registry.as-confluent", "true")
                .set("value.converter.apicurio.registry.use-id", "contentId");
    }

    private Pipeline hoist(String name, String converter) {
        return connect(name, converter)
                .set("transforms", "hoist")
                .set("transforms.hoist.type", "org.apache.kafka.connect.transforms.HoistField$Value")
                .set("transforms.hoist.field", "value")
                .deploy();
    }

    private Pipeline connect(String name, String converter) {
        return Pipeline.create(stack, stack.worker(), name, 1)
                .set("tasks.max", "1")
                .set("value.format", "connect")
                .set("value.converter", converter);
    }

    private byte[] avro(String topic, Schema schema, String json) {
        Registered id = stack.registry().register(topic + "-value", "AVRO", schema.toString());
        return AvroWire.value(id, schema, quoted(json));
    }

    private static Schema record(String name, String fields) {
        return new Schema.Parser()
                .parse(quoted("{'type':'record','name':'io.sluice." + name + "','fields':" + fields + "}"));
    }

    private static byte[] document(Registered schema, String json) {
        return AvroWire.framed(schema, quoted(json).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Typed> plain(Typed more) {
        return Stream.concat(ConverterTypes.PLAIN.stream(), Stream.of(more)).toList();
    }

    private static void land(Pipeline pipeline, String json) {
        Produced produced = pipeline.send(List.of(new Message(null, quoted(json))));
        pipeline.awaitLanded(produced.ends());
    }

    private static String failure(Pipeline pipeline) {
        return await().atMost(LIMIT)
                .until(() -> pipeline.connectors().failure(pipeline.name()), Optional::isPresent)
                .orElseThrow();
    }
}
