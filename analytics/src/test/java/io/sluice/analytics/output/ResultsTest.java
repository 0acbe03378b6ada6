package io.sluice.analytics.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ResultsTest {
    private static final ResultTable TABLE = new ResultTable(
            "",
            List.of("at", "who", "count", "part"),
            List.of(
                    row(Instant.parse("2001-01-01T00:10:00Z"), "a,\"b\"\n", 12_345L, new BigDecimal("1E+3")),
                    row(LocalDate.of(2001, 1, 2), null, 7, 0.5),
                    row(Instant.parse("2001-01-01T00:10:00.250Z"), "", null, Double.NaN)));

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private static String printed(OutputFormat format, ResultTable... tables) {
        StringWriter text = new StringWriter();
        Results results = new Results(new PrintWriter(text), format);
        for (ResultTable table : tables) {
            results.print(table);
        }
        return text.toString();
    }

    @Test
    void tablesAlignNumbersToTheRightAndKeepEachRowOnOneLine() {
        assertThat(printed(OutputFormat.TABLE, TABLE))
                .isEqualTo(
                        """
                at                      who      count  part
                ----------------------  -------  -----  ----
                2001-01-01 00:10:00     a,"b"\\n  12345  1000
                2001-01-02              NULL         7   0.5
                2001-01-01 00:10:00.25            NULL   NaN
                (3 rows)
                """);
    }

    @Test
    void yearsBeforeTheFirstAndBeyondTheLastOfFourDigitsAreTold() {
        ResultTable far = new ResultTable(
                "",
                List.of("at"),
                List.of(row(Instant.parse("-0005-03-01T00:00:00Z")), row(Instant.parse("+12026-03-01T00:00:00Z"))));
        assertThat(printed(OutputFormat.CSV, far)).isEqualTo("at\n-0005-03-01 00:00:00\n+12026-03-01 00:00:00\n");
    }

    @Test
    void csvQuotesWhatNeedsItAndTellsNullFromEmpty() {
        assertThat(printed(OutputFormat.CSV, TABLE))
                .isEqualTo(
                        """
                at,who,count,part
                2001-01-01 00:10:00,"a,""b""
                ",12345,1000
                2001-01-02,,7,0.5
                2001-01-01 00:10:00.25,"",,NaN
                """);
    }

    @Test
    void jsonIsOneArrayOfObjectsALine() {
        ResultTable nested = new ResultTable(
                "nested", List.of("m", "l", "b"), List.of(row(Map.of("k", 1), row(true, null, 0.1f), new byte[] {1, 2, 3
                })));
        assertThat(printed(OutputFormat.JSON, TABLE, nested))
                .isEqualTo(
                        """
                [{"at":"2001-01-01T00:10:00Z","who":"a,\\"b\\"\\n","count":12345,"part":1E+3},\
                {"at":"2001-01-02","who":null,"count":7,"part":0.5},\
                {"at":"2001-01-01T00:10:00.250Z","who":"","count":null,"part":"NaN"}]
                [{"m":{"k":1},"l":[true,null,0.1],"b":"AQID"}]
                """);
    }

    @Test
    void severalTablesAreParted() {
        ResultTable one = new ResultTable("first", List.of("a"), List.of(row(1)));
        ResultTable two = new ResultTable("second", List.of("a"), List.of());
        assertThat(printed(OutputFormat.TABLE, one, two))
                .isEqualTo("first\na\n-\n1\n(1 row)\n\nsecond\na\n-\n(0 rows)\n");
        assertThat(printed(OutputFormat.CSV, one, two)).isEqualTo("a\n1\n\na\n");
        assertThat(printed(OutputFormat.JSON, one, two)).isEqualTo("[{\"a\":1}]\n[]\n");
    }
}
