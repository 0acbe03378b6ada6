package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What type a column of one batch gets, and what goes to {@code _rescued} instead. */
final class InferenceTest {
    private static final String NOTHING = "";

    @ParameterizedTest(name = "[{0}] is {1}, rescued {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "1; 2                        | a BIGINT                  | -                     | -",
                "-9223372036854775808        | a BIGINT                  | -                     | -",
                "9223372036854775808         | a DOUBLE                  | -                     | -",
                "1.5; 1e3                    | a DOUBLE                  | -                     | -",
                "1; 1.5; 2                   | a DOUBLE                  | -                     | -",
                "1.5; 1                      | a DOUBLE                  | -                     | -",
                "9007199254740993; 1.5       | a BIGINT                  | -                     | {\"/a\":1.5}",
                "1.5; 9007199254740993       | a DOUBLE                  | -                     | {\"/a\":9007199254740993}",
                "1; 1e400                    | a BIGINT                  | -                     | {\"/a\":1e400}",
                "true; false                 | a BOOLEAN                 | -                     | -",
                "true; 1                     | a BOOLEAN                 | -                     | {\"/a\":1}",
                "1; true                     | a BIGINT                  | -                     | {\"/a\":true}",
                "\"x\"; 1                    | a STRING                  | -                     | -",
                "1; 1.5; \"x\"; true         | a STRING                  | -                     | -",
                "null                        | ''                        | -                     | -",
                "{}                          | _rescued STRING           | {\"/a\":{}}           | -",
                "[]; [null]; [1]; []         | a ARRAY<BIGINT>, _rescued STRING | {\"/a\":[]}    | {\"/a\":[null]}",
                "[1, null, 2.5]              | a ARRAY<DOUBLE>           | -                     | -",
                "[1, 2.5, \"x\", true]       | a ARRAY<STRING>           | -                     | -",
                "[[], [1]]                   | a ARRAY<ARRAY<BIGINT>>, _rescued STRING | {\"/a/0\":[]} | -",
                "[[], [null], {}]            | _rescued STRING           | {\"/a\":[[], [null], {}]} | -",
                "{\"b\":1}; {\"c\":\"x\"}    | 'a STRUCT<b: BIGINT, c: STRING>' | -             | -",
                "{\"b\":{\"c\":null}}        | _rescued STRING           | {\"/a\":{\"b\":{\"c\":null}}} | -",
                "{\"b\":{},\"c\":1}          | 'a STRUCT<c: BIGINT>, _rescued STRING' | {\"/a/b\":{}} | -",
                "{\"b\":1}; 7                | 'a STRUCT<b: BIGINT>, _rescued STRING' | -       | {\"/a\":7}",
                "7; {\"b\" : 1}              | 'a BIGINT, _rescued STRING' | -                   | {\"/a\":{\"b\" : 1}}",
                "{\"b\":1}; {}; {\"b\":null} | 'a STRUCT<b: BIGINT>'     | -                     | -",
                "[{\"b\":1},{\"b\":\"x\"},7] | 'a ARRAY<STRUCT<b: STRING>>, _rescued STRING' | {\"/a/2\":7} | -",
                "[[1],[{\"x\":2},[3]]]       | 'a ARRAY<ARRAY<BIGINT>>, _rescued STRING' | {\"/a/1/0\":{\"x\":2},\"/a/1/1\":[3]} | -"
            })
    void aColumnTakesTheNarrowestTypeOfItsValues(String values, String ddl, String first, String second)
            throws Exception {
        String[] rows = Arrays.stream(values.trim().split("; ?"))
                .map(value -> "{\"a\":" + value.trim() + "}")
                .toArray(String[]::new);

        ColumnBuffer buffer = Buffers.append(Buffers.json(), rows);

        List<String> rescued = Buffers.rescued(buffer);
        String schema = Buffers.ddl(buffer).replace(", _rescued STRING", NOTHING);
        assertThat(schema).isEqualTo(ddl.replace(", _rescued STRING", NOTHING));
        assertThat(rescued.get(0)).isEqualTo(first);
        if (rows.length > 1) {
            assertThat(rescued.get(1)).isEqualTo(second);
        }
        for (int row = 0; row < rows.length; row++) {
            Rebuilt.assertRowIs(buffer, row, rows[row]);
        }
    }
}
