package io.sluice.protobuf.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import io.sluice.protobuf.registry.Protos;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

final class PresenceTest {
    private static final Descriptor PROTO3 = Protos.type("message M { int32 implicit = 1; optional int32 explicit = 2;"
            + " Inner inner = 3; oneof choice { int32 number = 4; string text = 5; Inner nested = 6; }"
            + " repeated Inner list = 7; map<string, Inner> map = 8; string s = 9; E e = 10; bytes y = 11; }"
            + " message Inner { uint64 u = 1; } enum E { RED = 0; }");

    @Test
    void whatAProto3MessageDoesNotHaveIsNullOrTheDefaultThatItMeans() {
        Struct struct = struct(PROTO3, "");

        assertThat(struct.schema().name()).isEqualTo("acme.M");
        assertThat(struct.schema().isOptional()).isFalse();
        assertThat(struct.schema().fields().stream()
                        .filter(field -> field.schema().isOptional()))
                .extracting(Field::name)
                .containsExactly("explicit", "inner", "number", "text", "nested");
        assertThat(List.of("explicit", "inner", "number", "text", "nested"))
                .allSatisfy(name -> assertThat(struct.get(name)).isNull());
        assertThat(struct.get("implicit")).isEqualTo(0);
        assertThat(struct.get("list")).isEqualTo(List.of());
        assertThat(struct.get("map")).isEqualTo(Map.of());
        assertThat(struct.get("s")).isEqualTo("");
        assertThat(struct.get("e")).isEqualTo("RED");
        assertThat(struct.get("y")).isEqualTo(new byte[0]);
        struct.validate();
    }

    @Test
    void aDefaultThatWasSetIsNoAbsence() {
        Struct struct = struct(PROTO3, "explicit: 0 inner {} text: ''");

        assertThat(struct.get("explicit")).isEqualTo(0);
        assertThat(struct.getStruct("inner").get("u")).hasToString("0");
        assertThat(struct.get("text")).isEqualTo("");
        assertThat(struct.get("number")).isNull();
        assertThat(struct.get("nested")).isNull();
    }

    @Test
    void aMessageMayStandInAOneofAListAndAMap() {
        Struct struct = struct(
                PROTO3, "nested { u: 1 } list { u: 2 } list {} map { key: 'k' value { u: 3 } } map { key: 'none' }");

        assertThat(struct.getStruct("nested").get("u")).hasToString("1");
        assertThat(struct.<Struct>getArray("list"))
                .extracting(element -> element.get("u").toString())
                .containsExactly("2", "0");
        assertThat(struct.<String, Struct>getMap("map").get("k").get("u")).hasToString("3");
        assertThat(struct.<String, Struct>getMap("map").get("none").get("u")).hasToString("0");
    }

    /** A default of proto2 is the reader's, not the producer's word. */
    @Test
    void whatAProto2MessageDoesNotHaveIsNull() {
        Descriptor type = Protos.file("message M { required int32 must = 1; optional int32 may = 2 [default = 7];"
                        + " optional string text = 3; repeated int32 many = 4; }")
                .findMessageTypeByName("M");

        Struct struct = struct(type, "must: 0");

        assertThat(struct.schema().field("must").schema().isOptional()).isFalse();
        assertThat(struct.get("must")).isEqualTo(0);
        assertThat(struct.schema().field("may").schema().isOptional()).isTrue();
        assertThat(struct.get("may")).isNull();
        assertThat(struct.get("text")).isNull();
        assertThat(struct.get("many")).isEqualTo(List.of());
        assertThat(struct(type, "must: 0 may: 7").get("may")).isEqualTo(7);
    }

    private static Struct struct(Descriptor type, String text) {
        return (Struct) new ConnectData().toConnect(Protos.message(type, text)).value();
    }
}
