package io.sluice.protobuf.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import io.sluice.protobuf.registry.Protos;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecursionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "message Node { int32 v = 1; Node next = 2; } | acme.Node | next",
                "message Tree { string name = 1; repeated Tree children = 2; } | acme.Tree | children",
                "message A { map<string, A> others = 1; } | acme.A | others",
                "message A { oneof o { int32 i = 1; A a = 2; } } | acme.A | a",
                "message Top { Holder h = 1; } message Holder { Node n = 1; } message Node { Link l = 1; }"
                        + " message Link { Node node = 1; } | acme.Node | h.n.l.node"
            })
    void aTypeThatContainsItselfIsRefusedByItsNameAndWhere(String body, String type, String path) {
        Descriptor descriptor = Protos.type(body);

        assertThatThrownBy(() -> new ConnectData().toConnect(DynamicMessage.getDefaultInstance(descriptor)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Message type " + type + " contains itself at field '" + path + "'")
                .hasMessageContaining("google.protobuf.Struct or bytes");
    }

    @Test
    void aTypeMayStandAtManyFields() {
        Descriptor type = Protos.type("message M { P a = 1; P b = 2; Q q = 3; optional P c = 4; repeated P ps = 5; }"
                + " message Q { P p = 1; } message P { int32 x = 1; }");

        Struct struct = (Struct) new ConnectData()
                .toConnect(Protos.message(type, "a { x: 1 } b { x: 2 } q { p { x: 3 } } c { x: 4 } ps { x: 5 }"))
                .value();

        assertThat(struct.getStruct("b").get("x")).isEqualTo(2);
        assertThat(struct.getStruct("q").getStruct("p").get("x")).isEqualTo(3);
        assertThat(struct.<Struct>getArray("ps").get(0).get("x")).isEqualTo(5);
    }

    /** Thirty levels of two fields each would have as many ways through them as there are seconds in thirty years. */
    @Test
    void aTypeIsWalkedOnce() {
        Descriptor type = Protos.type("message M { P a = 1; optional P b = 2; } message P { int32 x = 1; }");

        Schema schema = new ConnectData()
                .toConnect(DynamicMessage.getDefaultInstance(type))
                .schema();

        assertThat(schema.field("a").schema().field("x"))
                .isSameAs(schema.field("b").schema().field("x"));
    }

    @Test
    void ofOneTypeThereIsOneSchemaForAsLongAsItIsUsed() {
        ConnectData data = new ConnectData();
        DynamicMessage used = DynamicMessage.getDefaultInstance(Protos.type("message Used { int32 i = 1; }"));
        Schema first = data.toConnect(used).schema();

        for (int other = 0; other < 150; other++) {
            data.toConnect(DynamicMessage.getDefaultInstance(Protos.type("message Other { int32 i = 1; }")));
            assertThat(data.toConnect(used).schema()).isSameAs(first);
        }
    }
}
