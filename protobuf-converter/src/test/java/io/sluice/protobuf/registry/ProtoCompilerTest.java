package io.sluice.protobuf.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.TimestampProto;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProtoCompilerTest {
    @Test
    void presenceIsWhatProtocSays() {
        Descriptor three =
                Protos.type("message M { int32 implicit = 1; optional int32 explicit = 2; repeated int32 many = 3;"
                        + " oneof choice { int32 one = 4; string other = 5; } M inner = 6; }");
        Descriptor two = Protos.file("message M { required int32 must = 1; optional int32 may = 2 [default = 7]; }")
                .findMessageTypeByName("M");

        assertThat(three.getFields().stream().filter(FieldDescriptor::hasPresence))
                .extracting(FieldDescriptor::getName)
                .containsExactly("explicit", "one", "other", "inner");
        assertThat(three.getRealOneofs()).singleElement().satisfies(oneof -> assertThat(oneof.getName())
                .isEqualTo("choice"));
        assertThat(two.getFields()).allMatch(FieldDescriptor::hasPresence);
        assertThat(two.findFieldByName("may").getDefaultValue()).isEqualTo(7);
    }

    @Test
    void fieldsAndMessagesStandAsDeclared() {
        FileDescriptor file =
                Protos.file("syntax = 'proto3'; message Z { string b = 2; oneof o { string c = 3; } string a = 1;"
                        + " optional string d = 4; map<string, string> e = 5; } message A {}");

        assertThat(file.getMessageTypes()).extracting(Descriptor::getName).containsExactly("Z", "A");
        assertThat(file.getMessageTypes().get(0).getFields())
                .extracting(FieldDescriptor::getName)
                .containsExactly("b", "c", "a", "d", "e");
    }

    /** One registered import with an import of its own, one of protobuf's, one of Google's, and a map across packages. */
    @Test
    void importsAreTheRegisteredOnesAndThoseThatComeWithProtobuf() {
        String main = "syntax = 'proto3'; package acme.orders; import 'acme/common/address.proto';"
                + " import 'google/protobuf/timestamp.proto'; import 'google/type/money.proto';"
                + " message Order { map<string, acme.common.Address> addresses = 1; google.protobuf.Timestamp at = 2;"
                + " google.type.Money price = 3; Address own = 4; message Address {} }";
        Map<String, String> imports = Map.of(
                "acme/common/address.proto",
                "syntax = 'proto3'; package acme.common; import public 'country.proto';"
                        + " message Address { string street = 1; Country country = 2; }",
                "country.proto",
                "syntax = 'proto3'; package acme.common; enum Country { NOWHERE = 0; }");

        Descriptor order = ProtoCompiler.compile(main, imports).findMessageTypeByName("Order");

        assertThat(order.findFieldByName("addresses")
                        .getMessageType()
                        .findFieldByName("value")
                        .getMessageType()
                        .getFullName())
                .isEqualTo("acme.common.Address");
        assertThat(order.findFieldByName("own").getMessageType().getFullName()).isEqualTo("acme.orders.Order.Address");
        assertThat(order.findFieldByName("at").getMessageType().getFile()).isSameAs(TimestampProto.getDescriptor());
        assertThat(order.findFieldByName("price").getMessageType().getFullName())
                .isEqualTo("google.type.Money");
    }

    /** Options change no type; protoc has them from an import, which is registered as any other. */
    @Test
    void optionsOfOnesOwnAreAllowed() {
        Descriptor type = ProtoCompiler.compile(
                        "syntax = 'proto3'; package acme; import 'options.proto';"
                                + " message M { string name = 1 [(acme.rule).min = 3, deprecated = true]; }",
                        Map.of(
                                "options.proto",
                                "syntax = 'proto3'; package acme; import 'google/protobuf/descriptor.proto';"
                                        + " message Rule { int32 min = 1; }"
                                        + " extend google.protobuf.FieldOptions { Rule rule = 50001; }"))
                .findMessageTypeByName("M");

        assertThat(type.findFieldByName("name").getOptions().getDeprecated()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\": \"record\"} | its schema cannot be read",
                "syntax = 'proto3'; import 'nowhere.proto'; message M { N n = 1; } | nowhere.proto",
                "syntax = 'proto3'; message M { Missing n = 1; } | unable to resolve Missing",
                "message M { optional group G = 1 { optional int32 i = 2; } } | has a group",
                "message M { message N { oneof o { group G = 1 { optional int32 i = 2; } } } } | message type N",
                "edition = '2023'; message M {} | of proto2 or proto3"
            })
    void whatCannotBeReadIsRefusedByName(String text, String reason) {
        assertThatThrownBy(() -> Protos.file(text))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(reason);
    }

    /** As to protoc: Java and Go have trouble with them, descriptors have none. */
    @Test
    void packagesMayImportEachOther() {
        Descriptor type = ProtoCompiler.compile(
                        "syntax = 'proto3'; package x; import 'y.proto'; message X { y.Y y = 1; }",
                        Map.of(
                                "y.proto",
                                "syntax = 'proto3'; package y; import 'x2.proto'; message Y { x.X2 x = 1; }",
                                "x2.proto",
                                "syntax = 'proto3'; package x; message X2 { int32 i = 1; }"))
                .findMessageTypeByName("X");

        assertThat(type.findFieldByName("y").getMessageType().getFullName()).isEqualTo("y.Y");
    }

    @Test
    void filesThatImportEachOtherAreRefused() {
        assertThatThrownBy(() -> ProtoCompiler.compile(
                        "syntax = 'proto3'; import 'b.proto'; message A { B b = 1; }",
                        Map.of(
                                "b.proto",
                                "syntax = 'proto3'; import 'c.proto'; message B { C c = 1; }",
                                "c.proto",
                                "syntax = 'proto3'; import 'b.proto'; message C { B b = 1; }")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("b.proto");
    }
}
