package io.sluice.protobuf.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.sluice.protobuf.registry.Protos;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.data.Struct;

/** Any message of any type: what its producer set is what Connect gets, and what it did not is null or a default. */
final class AnyMessageTest {
    private static final BigInteger TWO_TO_64 = BigInteger.TWO.pow(64);

    /** @param connect what the protobuf value means, said without the code under test */
    private record Sample(Object protobuf, Object connect) {}

    private record ScalarType(String name, Object absent, Arbitrary<Sample> samples) {}

    private enum Cardinality {
        IMPLICIT,
        OPTIONAL,
        ONEOF,
        REPEATED,
        MAP
    }

    private record AnyField(ScalarType type, Cardinality cardinality, List<Sample> samples) {}

    @Property(tries = 200)
    void whatWasSetIsWhatConnectGets(@ForAll("messages") List<AnyField> fields) throws InvalidProtocolBufferException {
        Descriptor type = Protos.type("message Outer { Inner one = 1; repeated Inner more = 2; } " + inner(fields));
        DynamicMessage inner = fill(type.getFile().findMessageTypeByName("Inner"), fields);
        DynamicMessage outer = DynamicMessage.newBuilder(type)
                .setField(type.findFieldByName("one"), inner)
                .addRepeatedField(type.findFieldByName("more"), inner)
                .addRepeatedField(type.findFieldByName("more"), inner)
                .build();

        Struct struct = (Struct) new ConnectData()
                .toConnect(DynamicMessage.parseFrom(type, outer.toByteString()))
                .value();

        struct.validate();
        assertFields(struct.getStruct("one"), fields);
        assertThat(struct.getArray("more")).hasSize(2);
        struct.<Struct>getArray("more").forEach(element -> assertFields(element, fields));
    }

    private static void assertFields(Struct struct, List<AnyField> fields) {
        assertThat(struct.schema().fields()).hasSameSizeAs(fields);
        for (int i = 0; i < fields.size(); i++) {
            assertThat(comparable(struct.get("f" + i)))
                    .as(fields.get(i).cardinality + " " + fields.get(i).type.name)
                    .isEqualTo(comparable(expected(fields.get(i))));
        }
    }

    private static Object expected(AnyField field) {
        List<Object> values = field.samples.stream().map(Sample::connect).toList();
        return switch (field.cardinality) {
            case IMPLICIT -> values.isEmpty() ? field.type.absent : values.get(0);
            case OPTIONAL, ONEOF -> values.isEmpty() ? null : values.get(0);
            case REPEATED -> values;
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                values.forEach(value -> map.put("k" + map.size(), value));
                yield map;
            }
        };
    }

    private static String inner(List<AnyField> fields) {
        StringBuilder body = new StringBuilder("message Inner { ");
        for (int i = 0; i < fields.size(); i++) {
            String type = fields.get(i).type.name;
            String named = " f" + i + " = " + (i + 1) + "; ";
            body.append(
                    switch (fields.get(i).cardinality) {
                        case IMPLICIT -> type + named;
                        case OPTIONAL -> "optional " + type + named;
                        case ONEOF -> "oneof o" + i + " { " + type + named + "} ";
                        case REPEATED -> "repeated " + type + named;
                        case MAP -> "map<string, " + type + ">" + named;
                    });
        }
        return body.append("}").toString();
    }

    private static DynamicMessage fill(Descriptor type, List<AnyField> fields) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        for (int i = 0; i < fields.size(); i++) {
            FieldDescriptor field = type.findFieldByName("f" + i);
            List<Sample> samples = fields.get(i).samples;
            switch (fields.get(i).cardinality) {
                case REPEATED -> samples.forEach(sample -> message.addRepeatedField(field, sample.protobuf));
                case MAP -> entries(field, samples).forEach(entry -> message.addRepeatedField(field, entry));
                case IMPLICIT, OPTIONAL, ONEOF ->
                    samples.stream().limit(1).forEach(sample -> message.setField(field, sample.protobuf));
            }
        }
        return message.build();
    }

    private static List<DynamicMessage> entries(FieldDescriptor map, List<Sample> samples) {
        Descriptor entry = map.getMessageType();
        List<DynamicMessage> entries = new ArrayList<>();
        for (Sample sample : samples) {
            entries.add(DynamicMessage.newBuilder(entry)
                    .setField(entry.findFieldByNumber(1), "k" + entries.size())
                    .setField(entry.findFieldByNumber(2), sample.protobuf)
                    .build());
        }
        return entries;
    }

    /** Arrays of bytes are equal to themselves alone. */
    private static Object comparable(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(AnyMessageTest::comparable).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, each) -> copy.put(key, comparable(each)));
            return copy;
        }
        return value;
    }

    @Provide
    Arbitrary<List<AnyField>> messages() {
        Arbitrary<AnyField> field = Arbitraries.of(types()).flatMap(type -> Combinators.combine(
                        Arbitraries.of(Cardinality.class), type.samples.list().ofMaxSize(3))
                .as((cardinality, samples) -> new AnyField(type, cardinality, samples)));
        return field.list().ofMaxSize(12);
    }

    private static List<ScalarType> types() {
        Arbitrary<Sample> ints = Arbitraries.integers().map(i -> new Sample(i, i));
        Arbitrary<Sample> longs = Arbitraries.longs().map(l -> new Sample(l, l));
        Arbitrary<Sample> uints = Arbitraries.integers().map(i -> new Sample(i, i & 0xffffffffL));
        Arbitrary<Sample> ulongs = Arbitraries.longs()
                .map(l -> new Sample(l, new BigDecimal(BigInteger.valueOf(l).mod(TWO_TO_64))));
        Arbitrary<Sample> bytes = Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(5)
                .map(array -> new Sample(ByteString.copyFrom(array), array));
        return List.of(
                new ScalarType("int32", 0, ints),
                new ScalarType("sint32", 0, ints),
                new ScalarType("sfixed32", 0, ints),
                new ScalarType("uint32", 0L, uints),
                new ScalarType("fixed32", 0L, uints),
                new ScalarType("int64", 0L, longs),
                new ScalarType("sint64", 0L, longs),
                new ScalarType("sfixed64", 0L, longs),
                new ScalarType("uint64", BigDecimal.ZERO, ulongs),
                new ScalarType("fixed64", BigDecimal.ZERO, ulongs),
                new ScalarType("float", 0f, Arbitraries.floats().map(f -> new Sample(f, f))),
                new ScalarType("double", 0d, Arbitraries.doubles().map(d -> new Sample(d, d))),
                new ScalarType("bool", false, Arbitraries.of(true, false).map(b -> new Sample(b, b))),
                new ScalarType(
                        "string",
                        "",
                        Arbitraries.of("", "a", "Zoë", "漢字 \uD83D\uDE00").map(s -> new Sample(s, s))),
                new ScalarType("bytes", new byte[0], bytes));
    }
}
