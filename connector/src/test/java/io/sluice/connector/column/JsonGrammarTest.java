package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The corners of RFC 8259, one by one; what it leaves open is what Jackson does, and the one place where we differ is here too. */
final class JsonGrammarTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\t}\r\n",
                "{\"\":0}",
                "{\"a\":[]}",
                "{\"a\":[[],[]]}",
                "{\"a\":{\"b\":{}}}",
                "{ \"a\" : [ 1 , 2 ] , \"b\" : null }",
                "{\"a\":0}",
                "{\"a\":-0}",
                "{\"a\":0.0}",
                "{\"a\":1E+2}",
                "{\"a\":1e-2}",
                "{\"a\":0e0}",
                "{\"a\":-1.5E00007}",
                "{\"a\":1e999}",
                "{\"a\":123456789012345678901234567890}",
                "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
                "{\"a\":\"\\u0000\\uFFFF\\uabCD\"}",
                "{\"a\":\"\u007f\u2028\uFEFF\"}",
                "{\"\\u0061\":1}",
                "{\"a\":\"\\ud834\\udd1e\"}",
                "{\"a\":\"\\ud834\"}",
                "{\"a\":\"\\udd1e\\ud834\"}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":true,\"b\":false}"
            })
    void whatTheGrammarAllowsIsRead(String json) throws Exception {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        ColumnBuffer ours = Buffers.append(Buffers.json(), json);
        JacksonBuffer reference = new JacksonBuffer(new StructType(), Records.settings(ValueFormat.JSON));

        reference.append(bytes);

        assertThat(ours.value(0)).isEqualTo(reference.value(0));
        assertThat(ours.rescued(0)).isEqualTo(reference.rescued(0));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{                      | 1", "{\"a\"                 | 4", "{\"a\":                | 5",
                        "{\"a\":1               | 6",
                "{\"a\":1,              | 7", "{\"a\":1,}             | 7", "{,\"a\":1}             | 1",
                        "{\"a\":1,,\"b\":2}     | 7",
                "{\"a\":[1,]}           | 8", "{\"a\":[,1]}           | 6", "{\"a\":[1 2]}          | 8",
                        "{\"a\":[1}             | 7",
                "{\"a\":1]              | 6", "{\"a\" 1}              | 5", "{\"a\"::1}             | 5",
                        "{a:1}                  | 1",
                "{'a':1}                | 1", "{1:1}                  | 1", "{\"a\":01}             | 6",
                        "{\"a\":-01}            | 7",
                "{\"a\":-}              | 6", "{\"a\":--1}            | 6", "{\"a\":+1}             | 5",
                        "{\"a\":.5}             | 5",
                "{\"a\":5.}             | 7", "{\"a\":1.e5}           | 7", "{\"a\":1e}             | 7",
                        "{\"a\":1e+}            | 8",
                "{\"a\":1e+-5}          | 8", "{\"a\":1.5.5}          | 8", "{\"a\":0x10}           | 6",
                        "{\"a\":1_000}          | 6",
                "{\"a\":NaN}            | 5", "{\"a\":-Infinity}      | 6", "{\"a\":True}           | 5",
                        "{\"a\":nul}            | 8",
                "{\"a\":nulll}          | 9", "{\"a\":\"\\x\"}        | 7", "{\"a\":\"\\u12g4\"}    | 10",
                        "{\"a\":\"\\u\"}        | 8",
                "{\"a\":\"\\            | 7", "{\"a\":\"x             | 7", "{\"a\":'x'}            | 5",
                        "{\"a\":1} {}            | 8",
                "{\"a\":1}}             | 7", "{\"a\":/**/1}          | 5", "{\"a\":1}#             | 7",
                        "{\"a\":1;\"b\":2}      | 6",
                "tru                    | 3", "1x                     | 1", "]                      | 0"
            })
    void whatItForbidsIsMalformedAtThatByte(String json, int position) {
        RecordError error = error(json.getBytes(StandardCharsets.UTF_8));

        assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(error.problem()).matches("(?s).*\\bbyte " + position + "\\b.*");
    }

    /** Jackson refuses it too: a name, unlike a value, cannot be kept as its escape. */
    @ParameterizedTest
    @ValueSource(strings = {"\\ud834", "x\\udd1e", "\\udd1e\\ud834", "\\ud834x", "\\ud834\\n", "\\ud834\\ud834\\udd1e"})
    void aNameWithHalfASurrogatePairIsMalformed(String name) {
        assertThat(error(("{\"" + name + "\":1}").getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo(ErrorCode.MALFORMED_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1.5e3", "\"x\"", "true", "false", "null", "[{}]", "[", "\"x"})
    void anyOtherJsonIsNoObject(String json) {
        assertThat(error(json.getBytes(StandardCharsets.UTF_8)).code()).isEqualTo(ErrorCode.NOT_AN_OBJECT);
    }

    /** A parser may ignore a mark, the RFC says; Jackson skips one, and the appender before this one had skipped one already. */
    @Test
    void oneByteOrderMarkIsSkippedAndASecondIsNot() throws Exception {
        Buffers.append(Buffers.json(), "\uFEFF{\"a\":1}");

        assertThat(error("\uFEFF\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_8))
                        .problem())
                .contains("byte 3");
    }

    private static RecordError error(byte[] json) {
        RecordError error =
                catchThrowableOfType(RecordError.class, () -> Buffers.json().append(Records.of(json)));
        assertThat(error).isNotNull();
        return error;
    }
}
