package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.Widening;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way reads what is plain, all of it; leaves alone what is not; and comes to what the long way comes to. */
final class PlainMembersTest {
    private static final StructType TABLE =
            Buffers.schema("i BIGINT, n INT, d DOUBLE, t STRING, b BOOLEAN, c BOOLEAN, u BIGINT, last BIGINT");
    private static final List<String> TABLES = List.of(
            "",
            "a BIGINT, b DOUBLE, c STRING, d BOOLEAN",
            "a INT, b FLOAT, c TIMESTAMP, d STRING",
            "a TINYINT, b DECIMAL(10,2), c BINARY, d BIGINT",
            "a DOUBLE, b BIGINT, c DATE, d STRUCT<a: BIGINT>");
    private static final String[] VALUES = {
        "0",
        "-0",
        "-1",
        "127",
        "128",
        "2147483648",
        "-2147483649",
        "00",
        "01",
        "-",
        "-x",
        "0.0",
        "-0.0",
        "1.",
        "1.5",
        "-12.25",
        "01.5",
        "1.5x",
        "1.5e3",
        "1e3",
        "1E3",
        "9007199254740993",
        "9007199254740993.0",
        "true",
        "false",
        "null",
        "tru",
        "truex",
        "nullx",
        "nul",
        "fals",
        "falsex",
        "falss",
        "\"\"",
        "\"x\"",
        "\"a text of more than two words\"",
        "\"2021-07-21T06:00:00Z\"",
        "\"2021-07-21\"",
        "\"é\"",
        "\"\\n\"",
        "\"\u0001\"",
        "\"x",
        "{}",
        "{\"a\":1}",
        "[1]",
        "[{\"a\":1},{\"a\":1.5},{\"a\":2}]",
        "[{\"a\":9007199254740993},{\"a\":0.5},{\"a\":\"x\"},{\"a\":7}]"
    };

    private final StructNode root =
            StructNode.root(TABLE, Set.of(), new Context(Records.settings(ValueFormat.JSON), true, Widening.NONE));

    @Test
    void plainMembersAreReadToTheLastOne() {
        String json =
                "{\"i\":-12345678,\"n\":7,\"d\":0.5,\"t\":\"a text, with more than a word\",\"b\":true,\"c\":false,\"u\":null,\"last\":123}";

        assertThat(append(json)).isEqualTo(json.length() - 1);
        assertThat(row()).containsOnlyKeys("i", "n", "d", "t", "b", "c", "last");
        assertThat(row()).containsEntry("i", -12345678L).containsEntry("n", 7L).containsEntry("d", 0.5);
        assertThat(row()).containsEntry("t", "a text, with more than a word").containsEntry("last", 123L);
        assertThat(row()).containsEntry("b", true).containsEntry("c", false);
    }

    @Test
    void aSpaceAfterCommasAndColonsIsPlainToo() {
        String json =
                "{\"i\": 1, \"n\": -2, \"d\": -3.25, \"t\": \"\", \"b\": true, \"c\": false, \"u\": null, \"last\": 1}";

        assertThat(append(json)).isEqualTo(json.length() - 1);
        assertThat(row()).containsEntry("n", -2L).containsEntry("d", -3.25).containsEntry("t", "");
    }

    @Test
    void numbersOfUpToFifteenDigitsArePlainWhereverTheTextEnds() {
        for (int digits = 1; digits <= 20; digits++) {
            String number = "123456789012345678901234".substring(0, digits);
            for (int behind = 0; behind <= 20; behind++) {
                begin();
                byte[] json = ("{\"i\":" + number + "}" + " ".repeat(behind)).getBytes(StandardCharsets.US_ASCII);
                int after = PlainMembers.append(root, 0, json, 1, 6 + digits);

                assertThat(after).as(number).isEqualTo(digits <= 15 ? 5 + digits : 1);
                assertThat(row().get("i")).isEqualTo(digits <= 15 ? (Object) Long.parseLong(number) : null);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"n\":01",
                "\"n\":-",
                "\"n\":1x",
                "\"n\":1.5e1",
                "\"n\":1e1",
                "\"n\":2147483648",
                "\"n\":1 ",
                "\"n\":  1",
                "\"n\" :1",
                "\"n\":\"1\"",
                "\"n\":nul",
                "\"n\":nullx",
                "\"n\":truth",
                "\"n\":true",
                "\"n\":{}",
                "\"n\":[]",
                "\"d\":1",
                "\"i\":1",
                "\"N\":1",
                "\"n\":",
                "\"n\"",
                ""
            })
    void theFirstThatIsNotPlainIsLeftWithNothingReadOrStored(String member) {
        String json = "{\"i\":1," + member + ",\"last\":1}";

        assertThat(append(json)).isEqualTo("{\"i\":1".length());
        assertThat(row()).containsOnlyKeys("i");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01.5", "1.", ".5", "1.5e3", "1.5x", "1234567890.123456", "0.1234567890123456"})
    void aDoubleIsPlainWithAPointAndFifteenDigits(String number) {
        String json = "{\"i\":1,\"n\":1,\"d\":" + number + ",\"t\":\"x\"}";

        assertThat(append(json)).isEqualTo("{\"i\":1,\"n\":1".length());
        assertThat(row()).containsOnlyKeys("i", "n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\n\"", "\"é\"", "\"\u0001\"", "x\"", "'x'"})
    void aTextIsPlainAsAsciiWithoutEscapes(String text) {
        String json = "{\"i\":1,\"n\":1,\"d\":0.5,\"t\":" + text + ",\"b\":1}";

        assertThat(append(json)).isEqualTo("{\"i\":1,\"n\":1,\"d\":0.5".length());
        assertThat(row()).containsOnlyKeys("i", "n", "d");
    }

    @Test
    void aColumnThatAnElementPromotesTakesTheElementsBehindIt() throws Exception {
        ColumnBuffer buffer = Buffers.append(Buffers.json(), "{\"l\":[{\"a\":1},{\"a\":1.5},{\"a\":2}]}");

        assertThat(buffer.value(0)).hasToString("{l=[{a=1.0}, {a=1.5}, {a=2.0}]}");
    }

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void bothWaysComeToTheSame(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String ddl = TABLES.get(random.nextInt(TABLES.size()));
        boolean declared = !ddl.isEmpty() && random.nextBoolean();
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            rows.add(members(random));
        }
        // Two spaces are never plain.
        assertThat(outcome(ddl, declared, rows, ":")).isEqualTo(outcome(ddl, declared, rows, ":  "));
        assertThat(outcome(ddl, declared, rows, ": ")).isEqualTo(outcome(ddl, declared, rows, " :"));
    }

    private static Map<String, String> members(SplittableRandom random) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            if (random.nextInt(8) > 0) {
                members.put(name, random.nextInt(3) == 0 ? VALUES[random.nextInt(VALUES.length)] : number(random));
            }
        }
        return members;
    }

    private static String number(SplittableRandom random) {
        String digits = Long.toString(random.nextLong(Long.MAX_VALUE));
        String whole = digits.substring(0, random.nextInt(1, digits.length() + 1));
        String fraction = random.nextBoolean() ? "" : "." + digits.substring(0, random.nextInt(1, digits.length()));
        return (random.nextBoolean() ? "-" : "") + whole + fraction;
    }

    /**
     * What is in the columns, and of what type, after each row that is in; the error's code of one that is not.
     *
     * @param declared whether the columns are those of {@code value.schema}, whose types may grow, rather than a table's
     */
    private static List<Object> outcome(String ddl, boolean declared, List<Map<String, String>> rows, String colon) {
        List<Object> outcome = new ArrayList<>();
        ColumnBuffer buffer = declared ? Buffers.withDdl(ddl, Records.settings(ValueFormat.JSON)) : Buffers.json(ddl);
        for (Map<String, String> row : rows) {
            StringBuilder json = new StringBuilder("{");
            row.forEach((name, value) -> json.append(json.length() == 1 ? "" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value));
            String text = json.append('}').toString().replace("\":", '"' + colon);
            try {
                buffer.append(Records.json(text));
                buffer.value(buffer.rows() - 1)
                        .forEach((name, value) -> outcome.add(
                                name + "=" + (value instanceof byte[] bytes ? Arrays.toString(bytes) : value)));
                // Kept as it is written.
                outcome.add(String.valueOf(buffer.rescued(buffer.rows() - 1)).replace(" ", ""));
            } catch (RecordError e) {
                outcome.add(e.code());
            }
        }
        outcome.add(buffer.schema().toString());
        return outcome;
    }

    private void begin() {
        root.truncate(0);
        root.begin(0);
    }

    private int append(String json) {
        begin();
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return PlainMembers.append(root, 0, utf8, 1, utf8.length);
    }

    private Map<String, Object> row() {
        return RowReader.fields(root, 0);
    }
}
