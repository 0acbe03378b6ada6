package io.sluice.analytics.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What becomes of a value when the table's columns alone say what its fields are. */
final class ReplayJsonTest {
    private static final StructType COLUMNS = StructType.fromDDL(
            "b BOOLEAN, y TINYINT, i INT, l BIGINT, f FLOAT, d DOUBLE, m DECIMAL(5,2), s STRING, x BINARY, day DATE,"
                    + " ts TIMESTAMP, local TIMESTAMP_NTZ, list ARRAY<INT>, map MAP<STRING, INT>, o STRUCT<a: INT>, a_b STRING");
    private static final String EXACT =
            """
            {"b":true,"y":-128,"i":2147483647,"l":-9223372036854775808,"f":16777216,"d":0.1,"m":-999.99,"s":"x",\
            "x":"AAE=","day":"2001-01-31","list":[1,null],"map":{"k":1},"o":{"a":null}}""";

    private static Row call(byte[] value) {
        return new JsonFit(COLUMNS).call(value);
    }

    private static String json(String value) {
        Row row = call(value.getBytes(UTF_8));
        assertThat(row.getString(1)).isNull();
        return row.getString(0);
    }

    private static String problem(String value) {
        Row row = call(value.getBytes(UTF_8));
        assertThat(row.getString(0)).isNull();
        return row.getString(1);
    }

    @Test
    void whatFitsExactlyIsLeftAsItIs() {
        assertThat(json(EXACT)).isEqualTo(EXACT);
    }

    @Test
    void aScalarIsItsTextInAStringColumnToTheLastDigit() {
        assertThat(json("{\"s\":1.10}")).isEqualTo("{\"s\":\"1.10\"}");
        assertThat(json("{\"s\":12345678901234567890.5}")).isEqualTo("{\"s\":\"12345678901234567890.5\"}");
        assertThat(json("{\"s\":true}")).isEqualTo("{\"s\":\"true\"}");
    }

    @Test
    void aFieldGoesToTheColumnThatTheConnectorWouldGiveIt() {
        assertThat(json("{\"A b\":\"x\",\"I\":1}")).isEqualTo("{\"a_b\":\"x\",\"i\":1}");
        assertThat(problem("{\"a b\":\"x\",\"a=b\":\"y\"}"))
                .isEqualTo("field /a=b: another field of the value needs its column, too");
    }

    @Test
    void timesAreMadeOneMomentToTheMicrosecond() {
        assertThat(json("{\"ts\":\"2001-01-01T12:00:00.123456789+02:00\"}"))
                .isEqualTo("{\"ts\":\"2001-01-01T10:00:00.123456Z\"}");
        assertThat(json("{\"ts\":\"2001-01-01 12:00:00\"}")).isEqualTo("{\"ts\":\"2001-01-01T12:00:00.000000Z\"}");
        assertThat(json("{\"local\":\"2001-01-01T12:00:00\"}")).isEqualTo("{\"local\":\"2001-01-01T12:00:00.000000\"}");
    }

    @Test
    void whatSparkWouldBendIsRefused() {
        assertThat(problem("{\"ts\":978307200000}")).isEqualTo("field /ts: 978307200000 does not fit TIMESTAMP");
        assertThat(problem("{\"ts\":\"12:30:00\"}")).isEqualTo("field /ts: \"12:30:00\" does not fit TIMESTAMP");
        assertThat(problem("{\"day\":\"2001-01-31T10:00:00Z\"}")).contains("does not fit DATE");
        assertThat(problem("{\"m\":1.005}")).isEqualTo("field /m: 1.005 does not fit DECIMAL(5,2)");
        assertThat(problem("{\"m\":1000}")).isEqualTo("field /m: 1000 does not fit DECIMAL(5,2)");
        assertThat(problem("{\"f\":16777217}")).isEqualTo("field /f: 16777217 does not fit FLOAT");
        assertThat(problem("{\"d\":9007199254740993}")).isEqualTo("field /d: 9007199254740993 does not fit DOUBLE");
        assertThat(problem("{\"i\":2147483648}")).isEqualTo("field /i: 2147483648 does not fit INT");
        assertThat(problem("{\"l\":1.0}")).isEqualTo("field /l: 1.0 does not fit BIGINT");
        assertThat(problem("{\"i\":\"1\"}")).isEqualTo("field /i: \"1\" does not fit INT");
        assertThat(problem("{\"b\":1}")).isEqualTo("field /b: 1 does not fit BOOLEAN");
        assertThat(problem("{\"x\":\"?\"}")).isEqualTo("field /x: \"?\" does not fit BINARY");
        assertThat(problem("{\"s\":{}}")).isEqualTo("field /s: an object does not fit STRING");
        assertThat(problem("{\"list\":[1,\"a\"]}")).isEqualTo("field /list/1: \"a\" does not fit INT");
        assertThat(problem("{\"map\":{\"k\":[]}}")).isEqualTo("field /map/k: a list does not fit INT");
    }

    @Test
    void whatFromJsonWouldLeaveOutIsRefused() {
        assertThat(problem("{\"i\":1,\"new\":2}")).isEqualTo("field /new: the table has no column for it");
        assertThat(problem("{\"o\":{\"a\":1,\"b/c\":2}}")).isEqualTo("field /o/b~1c: the table has no column for it");
        assertThat(json("{\"new\":null}")).as("a null makes no column").isEqualTo("{}");
    }

    @Test
    void whatIsNoObjectOfJsonIsRefused() {
        assertThat(call(null).getString(1)).startsWith("the value is null");
        assertThat(problem("")).contains("not JSON: it is empty");
        assertThat(problem("{\"i\":1} {}")).startsWith("the value is not JSON");
        assertThat(problem("{\"i\":1,\"i\":2}")).startsWith("the value is not JSON: Duplicate field");
        assertThat(problem("[1]")).isEqualTo("[1] is no object");
        assertThat(call(new byte[] {'"', (byte) 0xC3, '"'}).getString(1)).startsWith("the value is not JSON");
    }

    @Test
    void aMessageShowsLittleAndNothingThatATerminalObeys() {
        assertThat(problem("{\"\\u001b[2J" + "x".repeat(100) + "\":1}"))
                .isEqualTo("field /\\u001b[2J" + "x".repeat(55) + "…: the table has no column for it");
    }
}
