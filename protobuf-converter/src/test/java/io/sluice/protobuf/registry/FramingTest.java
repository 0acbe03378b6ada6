package io.sluice.protobuf.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.FileDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FramingTest {
    private static final FileDescriptor FILE = Protos.file("syntax = 'proto3'; package acme;"
            + "message First { map<string, int32> entries = 1; message Inner { message Innermost {} } message Other {} }"
            + "enum NoMessage { ZERO = 0; }"
            + "message Second {}");

    /** Confluent's wire format: the number of indexes and each of them as a zigzag varint; 0 alone for [0]. */
    @ParameterizedTest
    @CsvSource({
        "00, acme.First",
        "0200, acme.First",
        "0202, acme.Second",
        "040000, acme.First.Inner",
        "040002, acme.First.Other",
        "06000000, acme.First.Inner.Innermost"
    })
    void indexesLeadToAMessageThroughTheTextsMessagesAlone(String framing, String type) {
        byte[] bytes = bytes("ff" + framing + "0801");

        Framing found = Framing.read(FILE, bytes, 1, bytes.length - 1);

        assertThat(found.type().getFullName()).isEqualTo(type);
        assertThat(found.offset()).isEqualTo(bytes.length - 2);
    }

    @Test
    void aNameStandsInAMessageOfItsOwn() {
        byte[] name = "Second".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = bytes("ff" + "08" + "0a06" + HexFormat.of().formatHex(name) + "0801");

        Framing found = Framing.read(FILE, bytes, 1, bytes.length - 1);

        assertThat(found.type().getFullName()).isEqualTo("acme.Second");
        assertThat(found.offset()).isEqualTo(bytes.length - 2);
    }

    /** None; no varint; a negative number; one and two levels too far; fewer than said; a name that is not there; a name that is cut. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "ffffffffffffffffffff", "01", "0204", "040004", "0600", "080a0654686972640a", "080a065365"})
    void whatIsNeitherIsRefused(String framing) {
        byte[] bytes = bytes(framing);

        assertThatThrownBy(() -> Framing.read(FILE, bytes, 0, bytes.length))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("apicurio.registry.as-confluent");
    }

    @Test
    void aFileWithoutMessagesHasNoFirstOne() {
        FileDescriptor empty = Protos.file("syntax = 'proto3'; enum NoMessage { ZERO = 0; }");

        assertThatThrownBy(() -> Framing.read(empty, new byte[] {0}, 0, 1)).isInstanceOf(SerializationException.class);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
