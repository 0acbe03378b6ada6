package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.KeyFormat;
import io.sluice.connector.config.ValueSettings.NullValues;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueEnvelope;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.schema.DdlSchema;
import io.sluice.connector.schema.TableSchema;
import io.sluice.connector.schema.Widening;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What fits a column whose type is given. */
final class TypedColumnsTest {
    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "TINYINT        | 127                          | 127",
                "TINYINT        | 128                          | -",
                "SMALLINT       | -32768                       | -32768",
                "INT            | 2147483648                   | -",
                "INT            | 5.0                          | 5",
                "BIGINT         | 1e3                          | 1000",
                "BIGINT         | 1.5                          | -",
                "BIGINT         | 9223372036854775808          | -",
                "BIGINT         | 9.223372036854775807E18      | 9223372036854775807",
                "BIGINT         | 1e1000000000                 | -",
                "BIGINT         | \"5\"                        | -",
                "BIGINT         | true                         | -",
                "DOUBLE         | 3                            | 3.0",
                "DOUBLE         | 9007199254740993             | -",
                "DOUBLE         | 1e400                        | -",
                "DOUBLE         | \"NaN\"                      | -",
                "FLOAT          | 0.1                          | 0.1",
                "FLOAT          | 0.1234567890123              | -",
                "FLOAT          | 16777217                     | -",
                "DECIMAL(10,2)  | 1                            | 1.00",
                "DECIMAL(10,2)  | 12345678.90                  | 12345678.90",
                "DECIMAL(10,2)  | 12345678.901                 | -",
                "DECIMAL(10,2)  | 123456789                    | -",
                "DECIMAL(10,2)  | 1e7                          | 10000000.00",
                "DECIMAL(10,2)  | 1e1000000000                 | -",
                "DECIMAL(10,2)  | 0e1000000000                 | 0.00",
                "DECIMAL(38,0)  | -99999999999999999999999999999999999999 | -99999999999999999999999999999999999999",
                "DECIMAL(38,18) | 12345678901234567890.123456789012345678 | 12345678901234567890.123456789012345678",
                "DECIMAL(10,2)  | \"1.00\"                     | -",
                "STRING         | 1.50                         | 1.50",
                "STRING         | true                         | true",
                "STRING         | 12345678901234567890         | 12345678901234567890",
                "STRING         | {\"x\":1}                    | -",
                "BOOLEAN        | false                        | false",
                "BOOLEAN        | 0                            | -",
                "DATE           | \"2001-02-03\"               | 2001-02-03",
                "DATE           | \"2001-02-03T00:00:00\"      | 2001-02-03",
                "DATE           | \"2001-02-03T10:00:00Z\"     | -",
                "DATE           | \"2001-02-30\"               | -",
                "TIMESTAMP      | \"2021-07-21T06:00:00Z\"     | 2021-07-21T06:00:00Z",
                "TIMESTAMP      | \"2021-07-21 06:00:00.1234567+02:00\" | 2021-07-21T04:00:00.123456Z",
                "TIMESTAMP      | \"2021-07-21T06:00:00+0200\" | 2021-07-21T04:00:00Z",
                "TIMESTAMP      | \"2021-07-21T06:00\"         | 2021-07-21T06:00:00Z",
                "TIMESTAMP      | \"2021-07-21\"               | 2021-07-21T00:00:00Z",
                "TIMESTAMP      | \"0001-01-01T00:00:00Z\"     | 0001-01-01T00:00:00Z",
                "TIMESTAMP      | \"yesterday\"                | -",
                "TIMESTAMP      | 1626847200000                | -",
                "BINARY         | \"aGk=\"                     | aGk=",
                "BINARY         | \"no base64!\"               | -",
                "ARRAY<INT>     | [1, 2.5, null]               | [1,null,null]",
                "ARRAY<INT>     | []                           | []",
                "ARRAY<INT>     | {}                           | -",
                "STRUCT<x: INT> | {}                           | {}",
                "STRUCT<x: INT> | []                           | -",
                "MAP<STRING, INT> | {\"k\":1,\"l\":null}       | {\"k\":1,\"l\":null}",
                "MAP<INT, INT>  | {\"7\":1}                    | {\"7\":1}",
                "MAP<STRING, INT> | 3                          | -"
            })
    void aValueFitsExactlyOrIsRescued(String type, String value, String stored) throws Exception {
        ColumnBuffer buffer = Buffers.append(Buffers.json("a " + type), "{\"a\":" + value + "}");

        Object inColumn = Buffers.values(buffer, "a").get(0);
        if (stored.equals("-")) {
            assertThat(inColumn).isNull();
            assertThat(buffer.rescued(0)).isEqualTo("{\"/a\":" + value + "}");
            assertThat(Buffers.ddl(buffer)).isEqualTo("_rescued STRING");
        } else {
            String text = JsonText.of(inColumn, null);
            assertThat(text.startsWith("\"") ? text.substring(1, text.length() - 1) : text)
                    .isEqualTo(stored);
            assertThat(Buffers.ddl(buffer)).startsWith("a " + type);
        }
    }

    @Test
    void pointersNameTheFieldHoweverDeepAndWhateverItsName() throws Exception {
        ColumnBuffer buffer = Buffers.json(
                "payload STRUCT<pages: ARRAY<STRUCT<summary: BIGINT>>, m: MAP<STRING, ARRAY<INT>>>, `a/b~c` INT");

        Buffers.append(
                buffer,
                "{\"payload\":{\"pages\":[{\"summary\":1},{\"summary\":\"x\"}],\"m\":{\"k/~\":[1,\"y\"],\"n\":[]}},\"a/b~c\":[0]}",
                "{\"payload\":{\"pages\":[{\"summary\":\"z\" }]},\"new\":{\"x\":[[]]}}",
                "{\"payload\":{\"m\":{\"k\":1,\"k\":[2]}}}");

        assertThat(Buffers.rescued(buffer))
                .containsExactly(
                        "{\"/payload/pages/1/summary\":\"x\",\"/payload/m/k~1~0/1\":\"y\",\"/a~1b~0c\":[0]}",
                        "{\"/payload/pages/0/summary\":\"z\",\"/new\":{\"x\":[[]]}}",
                        "{\"/payload/m/k\":1,\"/payload/m/k\":[2]}");
        assertThat(buffer.rescuedRows()).isEqualTo(3);
    }

    @Test
    void theTablesTypesComeBeforeTheDdlsAndTheDdlsBeforeInference() throws Exception {
        ColumnBuffer buffer = ColumnBuffer.create(
                DdlSchema.parse("id INT, s STRUCT<x: INT>"),
                Records.settings(
                        ValueFormat.JSON,
                        SchemaMismatch.RESCUE,
                        SchemaEvolution.ADD,
                        "id STRING, at TIMESTAMP, s STRUCT<y: DATE>, never INT"));

        Buffers.append(buffer, "{\"id\":1,\"at\":\"2001-01-01\",\"free\":1.5,\"s\":{\"y\":\"2001-01-02\",\"z\":true}}");

        assertThat(Buffers.ddl(buffer)).isEqualTo("id INT, s STRUCT<y: DATE, z: BOOLEAN>, at TIMESTAMP, free DOUBLE");
        assertThat(buffer.rescuedRows()).isZero();
    }

    @Test
    void formatsAndTheZoneSayHowTextsBecomeTimes() throws Exception {
        ValueSettings settings = new ValueSettings(
                ValueFormat.JSON,
                Optional.of("t TIMESTAMP, d DATE"),
                SchemaEvolution.ADD,
                SchemaMismatch.RESCUE,
                16,
                Set.of(),
                KeyFormat.STRING,
                List.of("yyyy/MM/dd HH:mm", "dd.MM.yyyy", "dd MMM yyyy HH:mm:ss XXX", "d MMM yyyy 'GMT'-G"),
                ZoneId.of("Europe/Berlin"),
                NullValues.FAIL,
                ValueEnvelope.NONE);

        ColumnBuffer buffer = Buffers.append(
                ColumnBuffer.create(new StructType(), settings),
                "{\"t\":\"2001/07/01 00:47\",\"d\":\"2001/01/01 00:00\"}",
                "{\"t\":\"31.12.2001\",\"d\":\"31.12.2001\"}",
                "{\"t\":\"01 Jan 2001 00:00:00 -08:00\",\"d\":\"2001-01-01\"}",
                "{\"t\":\"2001/02/30 00:00\",\"d\":\"1 Jan 2001 GMT-AD\"}");

        assertThat(Buffers.values(buffer, "t"))
                .extracting(String::valueOf)
                .containsExactly("2001-06-30T22:47:00Z", "2001-12-30T23:00:00Z", "2001-01-01T08:00:00Z", "null");
        assertThat(Buffers.values(buffer, "d"))
                .extracting(String::valueOf)
                .containsExactly("2001-01-01", "2001-12-31", "null", "2001-01-01");
        assertThat(buffer.rescued(2)).isEqualTo("{\"/d\":\"2001-01-01\"}");
    }

    @Test
    void namesThatDeltaForbidsAreReplacedAndTheOwnNameIsTheComment() throws Exception {
        ColumnBuffer buffer = Buffers.append(Buffers.json(), "{\"a b\":1,\"x\":{\"c=d\":2},\"\":3}");

        assertThat(Buffers.ddl(buffer))
                .isEqualTo("a_b BIGINT COMMENT 'a b', x STRUCT<c_d: BIGINT COMMENT 'c=d'>, _ BIGINT COMMENT ''");
        assertThat(Buffers.values(buffer, "a b")).containsExactly(1L);
        // The table remembers the names.
        ColumnBuffer next = Buffers.append(
                ColumnBuffer.create(buffer.schema(), Records.settings(ValueFormat.JSON)),
                "{\"a b\":2,\"x\":{\"c=d\":4}}");
        assertThat(next.schema().fieldNames()).containsExactly("a_b", "x");
        assertThat(next.rescuedRows()).isZero();
    }

    @Test
    void timestampsThatNanosecondsDoNotReachSurviveARefit() throws Exception {
        ColumnBuffer buffer = ColumnBuffer.create(Buffers.schema("a TIMESTAMP"), Records.settings(ValueFormat.CONNECT));
        buffer.append(Records.of(Map.of("a", Instant.parse("9999-12-31T23:59:59.999999Z"))));
        buffer.append(Records.of(Map.of("a", Instant.parse("0001-01-01T00:00:00Z"))));
        buffer.append(Records.of(Map.of("a", Instant.MAX)));

        ColumnBuffer refit = buffer.refit(new TableSchema(Buffers.schema("b INT, a TIMESTAMP"), Widening.NONE));

        assertThat(Buffers.values(refit, "a")).hasToString("[9999-12-31T23:59:59.999999Z, 0001-01-01T00:00:00Z, null]");
        assertThat(refit.rescued(2)).contains("/a");
    }

    @Test
    void aColumnOfTheTableIsFoundWithoutRegardToCase() throws Exception {
        ColumnBuffer buffer =
                Buffers.append(Buffers.json("UserId INT, s STRUCT<X: INT>"), "{\"userid\":1,\"s\":{\"x\":2}}");

        assertThat(Buffers.ddl(buffer)).isEqualTo("UserId INT, s STRUCT<X: INT>");
    }
}
