package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that anybody may put into a topic. */
final class HostileJsonTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{\"a\":tru",
                "{\"a\":\"x",
                "{\"a\":\"\\u12\"}",
                "{\"a\":[1,2",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":1}{}",
                "{\"a\":1} x",
                "{\"a\":1},",
                "{\"a\":1}]",
                "{\"a\":\"\n\"}",
                "{\"a\":/* */1}",
                "{\"a\":1\u0000}",
                "nope",
            })
    void whatIsNotOneJsonObjectIsMalformed(String json) throws Exception {
        ColumnBuffer buffer = Buffers.append(Buffers.json(), "{\"a\":\"kept\"}");

        RecordError error = error(buffer, json.getBytes(StandardCharsets.UTF_8));

        assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(error.problem()).doesNotContain("kept");
        assertThat(Buffers.ddl(Buffers.append(buffer, "{\"a\":\"then\"}"))).isEqualTo("a STRING");
        assertThat(Buffers.values(buffer, "a")).containsExactly("kept", "then");
    }

    @Test
    void aHundredThousandLevelsAreTooDeepWhereverTheyStand() throws Exception {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String objects = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
        ColumnBuffer known = Buffers.append(Buffers.json(), "{\"a\":1}");
        for (ColumnBuffer buffer : new ColumnBuffer[] {Buffers.json(), known}) {
            for (String json : new String[] {"{\"a\":" + deep + "}", objects, "{\"x\":1,\"x\":" + deep + "}"}) {
                RecordError error = assertTimeout(LIMIT, () -> error(buffer, json.getBytes(StandardCharsets.UTF_8)));
                assertThat(error.code()).isEqualTo(ErrorCode.TOO_DEEP);
                assertThat(error.getMessage()).hasSizeLessThan(500);
            }
        }
        assertThat(Buffers.ddl(known)).isEqualTo("a BIGINT");
    }

    /** A level must not double the work of those above it. */
    @Test
    void objectsWithoutATypeMayBeNestedToTheLimit() throws Exception {
        ColumnBuffer buffer = Buffers.json();
        String empty = "{\"a\":".repeat(99) + "{}" + "}".repeat(99);
        String lists = "{\"a\":[".repeat(49) + "{}" + "]}".repeat(49);
        String typed = "{\"a\":".repeat(99) + "{\"b\":1}" + "}".repeat(99);
        for (String json : new String[] {empty, "{\"l\":" + lists + "}", typed}) {
            assertTimeoutPreemptively(LIMIT, () -> Buffers.append(buffer, json));
        }
        assertThat(buffer.rows()).isEqualTo(3);
        // What lies deeper than a column may is kept as it was written.
        assertThat(buffer.rescuedRows()).isEqualTo(3);
        assertThat(buffer.rescued(2)).isEqualTo("{\"/" + typed.substring(2));
        // One value that has a type makes columns down to the limit, and the rest of the others lies below them.
        Buffers.append(buffer, "{\"a\":".repeat(15) + "{\"b\":1,\"a\":{\"a\":2}}" + "}".repeat(15));
        assertThat(buffer.rescued(3)).isEqualTo("{\"" + "/a".repeat(16) + "\":{\"a\":2}}");
    }

    @Test
    void numbersAndStringsHaveALimit() throws Exception {
        ColumnBuffer buffer = Buffers.json("s STRING, d DECIMAL(38,0), i BIGINT");
        String digits = "9".repeat(1_000_000);

        for (String json : new String[] {
            "{\"new\":" + digits + "}",
            "{\"s\":" + digits + "}",
            "{\"d\":-" + digits + "}",
            "{\"i\":0." + digits + "}",
            "{\"new\":[" + digits + "]}",
            "{\"s\":\"" + "x".repeat((16 << 20) + 1) + "\"}"
        }) {
            assertThat(error(buffer, json.getBytes(StandardCharsets.UTF_8)).code())
                    .isEqualTo(ErrorCode.MALFORMED_JSON);
        }
        Buffers.append(
                buffer,
                "{\"s\":" + "9".repeat(1_000) + ",\"i\":" + "9".repeat(1_000) + ",\"d\":1e999999999}",
                "{\"s\":\"" + "x".repeat(16 << 20) + "\"}",
                "{\"i\":1e99999999999999999999}");
        assertThat(buffer.rescued(0)).isEqualTo("{\"/i\":" + "9".repeat(1_000) + ",\"/d\":1e999999999}");
        assertThat(buffer.rescued(2)).isEqualTo("{\"/i\":1e99999999999999999999}");
        assertThat(buffer.memoryBytes()).isBetween(16L << 20, 64L << 20);
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        int[][] bad = {
            {0xFF},
            {0xC0, 0x80},
            {0xE0, 0x80, 0x80},
            {0xED, 0xA0, 0x80},
            {0xF4, 0x90, 0x80, 0x80},
            {0xC3},
            {0x80},
            {0xF8, 0x88}
        };
        for (int[] bytes : bad) {
            for (String around : new String[] {"{\"a\":\"%\"}", "{\"%\":1}", "{\"a\":1}%"}) {
                String[] parts = around.split("%", -1);
                ByteBuffer json = ByteBuffer.allocate(64).put(parts[0].getBytes(StandardCharsets.US_ASCII));
                for (int each : bytes) {
                    json.put((byte) each);
                }
                json.put(parts[1].getBytes(StandardCharsets.US_ASCII)).flip();
                RecordError error = catchThrowableOfType(
                        RecordError.class, () -> Buffers.json().append(Records.of(json)));
                assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
            }
        }
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE}) {
            assertThat(error(Buffers.json(), "{\"a\":1}".getBytes(charset)).code())
                    .isEqualTo(ErrorCode.MALFORMED_JSON);
        }
    }

    @Test
    void halfASurrogatePairIsKeptAsItsEscapeAndNeverInAColumn() throws Exception {
        ColumnBuffer buffer = Buffers.append(
                Buffers.json(), "{\"a\":\"\\ud83d\\ude00\",\"b\":\"x\\ud800\",\"m\":[\"\\ud800\",\"y\"]}");

        assertThat(Buffers.values(buffer, "a")).containsExactly("\uD83D\uDE00");
        assertThat(Buffers.ddl(buffer)).isEqualTo("a STRING, m ARRAY<STRING>, _rescued STRING");
        assertThat(buffer.rescued(0)).isEqualTo("{\"/b\":\"x\\ud800\",\"/m/0\":\"\\ud800\"}");
        RecordError text =
                catchThrowableOfType(RecordError.class, () -> Buffers.json().append(Records.of("{\"a\":\"\uD800\"}")));
        assertThat(text.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        ColumnBuffer failing = Buffers.json("", SchemaMismatch.FAIL);
        assertThat(error(failing, "{\"b\":\"\\ud800\"}".getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(ErrorCode.TYPE_MISMATCH);
    }

    @Test
    void aFieldThatStandsTwiceLosesNoValue() throws Exception {
        ColumnBuffer buffer = Buffers.append(
                Buffers.json(),
                "{\"a\":1,\"a\":{\"b\":[]},\"a\":3,\"o\":{\"x\":null,\"x\":2},\"l\":[{\"y\":1},{\"y\":2}]}",
                "{\"a\":{\"b\":1},\"a\":2}");

        assertThat(Buffers.ddl(buffer)).isEqualTo("a BIGINT, l ARRAY<STRUCT<y: BIGINT>>, _rescued STRING");
        assertThat(Buffers.rescued(buffer))
                .containsExactly(
                        "{\"/a\":{\"b\":[]},\"/a\":3,\"/o\":{\"x\":null,\"x\":2}}", "{\"/a\":{\"b\":1},\"/a\":2}");
    }

    @Test
    void bytesStringsAndBuffersWithOffsetsAndAByteOrderMarkAreOneAndTheSame() throws Exception {
        String json = "\uFEFF {\"a\":\"é€𝄞\",\"b\":[{}]}\n";
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        byte[] padded = new byte[utf8.length + 20];
        System.arraycopy(utf8, 0, padded, 7, utf8.length);
        ByteBuffer direct = ByteBuffer.allocateDirect(utf8.length).put(utf8).flip();
        ColumnBuffer buffer = Buffers.json();

        buffer.append(Records.of(utf8));
        buffer.append(Records.of(json));
        buffer.append(Records.of(ByteBuffer.wrap(padded, 7, utf8.length).slice()));
        buffer.append(Records.of(ByteBuffer.wrap(padded, 7, utf8.length)));
        buffer.append(Records.of(direct));

        assertThat(direct.remaining()).isEqualTo(utf8.length);
        assertThat(Buffers.values(buffer, "a")).hasSize(5).containsOnly("é€𝄞");
        assertThat(Buffers.rescued(buffer)).containsOnly("{\"/b\":[{}]}");
    }

    private static RecordError error(ColumnBuffer buffer, byte[] json) {
        RecordError error = catchThrowableOfType(RecordError.class, () -> buffer.append(Records.of(json)));
        assertThat(error)
                .as(new String(json, 0, Math.min(json.length, 80), StandardCharsets.UTF_8))
                .isNotNull();
        return error;
    }
}
