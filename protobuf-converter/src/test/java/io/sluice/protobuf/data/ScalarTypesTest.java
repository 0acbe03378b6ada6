package io.sluice.protobuf.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.sluice.protobuf.registry.Protos;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ScalarTypesTest {
    private static final Schema UINT64 =
            Decimal.builder(0).parameter("connect.decimal.precision", "20").build();

    static Stream<Arguments> scalars() {
        return Stream.of(
                arguments("int32", "-2147483648", Schema.INT32_SCHEMA, Integer.MIN_VALUE),
                arguments("sint32", "-2147483648", Schema.INT32_SCHEMA, Integer.MIN_VALUE),
                arguments("sfixed32", "2147483647", Schema.INT32_SCHEMA, Integer.MAX_VALUE),
                arguments("uint32", "4294967295", Schema.INT64_SCHEMA, 4294967295L),
                arguments("fixed32", "2147483648", Schema.INT64_SCHEMA, 2147483648L),
                arguments("int64", "-9223372036854775808", Schema.INT64_SCHEMA, Long.MIN_VALUE),
                arguments("sint64", "-9223372036854775808", Schema.INT64_SCHEMA, Long.MIN_VALUE),
                arguments("sfixed64", "9223372036854775807", Schema.INT64_SCHEMA, Long.MAX_VALUE),
                arguments("uint64", "18446744073709551615", UINT64, new BigDecimal("18446744073709551615")),
                arguments("fixed64", "9223372036854775808", UINT64, new BigDecimal("9223372036854775808")),
                arguments("float", "0.5", Schema.FLOAT32_SCHEMA, 0.5f),
                arguments("double", "0.1", Schema.FLOAT64_SCHEMA, 0.1),
                arguments("bool", "true", Schema.BOOLEAN_SCHEMA, true),
                arguments("string", "'Zoë'", Schema.STRING_SCHEMA, "Zoë"),
                arguments("bytes", "'\\000\\377'", Schema.BYTES_SCHEMA, new byte[] {0, (byte) 0xff}),
                arguments("E", "GREEN", Schema.STRING_SCHEMA, "GREEN"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scalars")
    void aScalarKeepsItsMeaningWhereverItStands(String type, String text, Schema schema, Object value) {
        Descriptor message =
                Protos.type("message M { T v = 1; optional T o = 2; repeated T r = 3; map<string, T> m = 4; }"
                                .replace("T ", type + " ")
                                .replace("T>", type + ">")
                        + " enum E { RED = 0; GREEN = 1; }");

        Struct struct = struct(message, "v: T r: T r: T m { key: 'k' value: T }".replace("T", text));

        assertThat(struct.schema().field("v").schema()).isEqualTo(schema);
        assertThat(struct.schema().field("r").schema().valueSchema()).isEqualTo(schema);
        assertThat(struct.schema().field("m").schema().keySchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(struct.schema().field("m").schema().valueSchema()).isEqualTo(schema);
        assertThat(struct.get("v")).isEqualTo(value);
        assertThat(struct.get("o")).isNull();
        assertThat(struct.getArray("r")).usingRecursiveComparison().isEqualTo(List.of(value, value));
        assertThat(struct.getMap("m")).usingRecursiveComparison().isEqualTo(Map.of("k", value));
    }

    @Test
    void aMapsKeysAreOfAnyScalarType() {
        Descriptor type = Protos.type("message M { map<uint64, bool> big = 1; map<bool, int32> flag = 2; }");

        Struct struct = struct(type, "big { key: 18446744073709551615 value: true } flag { key: false value: 7 }");

        assertThat(struct.schema().field("big").schema().keySchema()).isEqualTo(UINT64);
        assertThat(struct.getMap("big")).isEqualTo(Map.of(new BigDecimal("18446744073709551615"), true));
        assertThat(struct.getMap("flag")).isEqualTo(Map.of(false, 7));
    }

    /** As the protocol has it: of entries with one key the last counts, and what an entry lacks is a default. */
    @Test
    void aMapsEntriesAreTakenAsTheyCome() {
        Descriptor type = Protos.type("message M { map<string, int32> m = 1; }");

        Struct struct =
                struct(type, "m { key: 'k' value: 1 } m { key: 'k' value: 2 } m { key: 'only key' } m { value: 3 }");

        assertThat(struct.getMap("m")).isEqualTo(Map.of("k", 2, "only key", 0, "", 3));
    }

    @Test
    void aNumberThatAnEnumHasNoNameForIsText() throws InvalidProtocolBufferException {
        Descriptor open = Protos.type("message M { E e = 1; repeated E es = 2; } enum E { RED = 0; GREEN = 1; }");

        Struct struct = struct(DynamicMessage.parseFrom(open, new byte[] {0x08, 0x07, 0x12, 0x02, 0x01, 0x08}));

        assertThat(struct.get("e")).isEqualTo("7");
        assertThat(struct.getArray("es")).isEqualTo(List.of("GREEN", "8"));
    }

    /** To proto2 such a number is a field that the reader does not know. */
    @Test
    void aClosedEnumHasNoOtherNumbers() throws InvalidProtocolBufferException {
        Descriptor closed = Protos.file(
                        "message M { optional E e = 1 [default = GREEN]; } enum E { RED = 0; GREEN = 1; }")
                .findMessageTypeByName("M");

        assertThat(struct(DynamicMessage.parseFrom(closed, new byte[] {0x08, 0x07}))
                        .get("e"))
                .isNull();
    }

    private static Struct struct(Descriptor type, String text) {
        return struct(Protos.message(type, text));
    }

    private static Struct struct(DynamicMessage message) {
        return (Struct) new ConnectData().toConnect(message).value();
    }
}
