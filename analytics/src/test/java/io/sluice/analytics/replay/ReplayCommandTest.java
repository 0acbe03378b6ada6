package io.sluice.analytics.replay;

import static io.sluice.analytics.support.DeadLetters.keyed;
import static io.sluice.analytics.support.DeadLetters.letter;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.DeadLetters;
import io.sluice.analytics.support.PlainLanding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes back, and what stays. */
final class ReplayCommandTest {
    private static final String HEADER = "table,letters,before,landed,put_back,stay,version\n";

    @TempDir
    private Path folder;

    private ReplayLake lake;

    @BeforeEach
    void lake() {
        lake = new ReplayLake(folder);
    }

    @Test
    void theFixtureHasTheConnectorsColumns() throws Exception {
        String connector = Files.readString(Path.of(
                System.getProperty("sluice.data"),
                "../connector/src/main/java/io/sluice/connector/DeadLetterRows.java"));
        assertThat(connector.replaceAll("\"\\s*\\+ \"", "")).contains('"' + DeadLetters.COLUMNS + '"');
    }

    @Test
    void aKeyThatIsAStructIsReadByTheTablesColumn() {
        lake.create("flights", StructType.fromDDL("_kafka_offset BIGINT, _kafka_key STRUCT<k: BIGINT>, id BIGINT"))
                .letters(
                        keyed(letter(0, "flights", "{\"id\":1}"), "{\"k\":7}"),
                        keyed(letter(1, "flights", "{\"id\":2}"), null),
                        letter(2, "flights", "{\"id\":3}"));

        CommandLineResult replay = lake.replay();

        assertThat(replay.out()).contains("flights,0,2,flights,", "the key: the value is not JSON");
        assertThat(lake.rows("flights", "_kafka_key.k", "id")).isEqualTo("0|7|1 1|null|2");
    }

    @Test
    void lettersThatFitByNowGoBackWithTheirCoordinatesAndTheOthersStayByName() {
        lake.flights()
                .letters(
                        letter(
                                0,
                                "flights",
                                "{\"id\":1,\"amount\":12.5,\"ts\":\"2000-12-31T23:30:00Z\",\"tags\":[\"a\",null]}"),
                        letter(1, "flights", "{\"id\":2,\"amount\":1.005}"),
                        letter(2, "flights", "{\"id\":3"),
                        letter(3, "flights", "{\"amount\":1}"),
                        letter(4, "flights", null),
                        letter(5, null, "{\"id\":6}"),
                        letter(6, "elsewhere", "{\"id\":7}"),
                        letter(0, "flights", "{\"id\":1}"));

        CommandLineResult replay = lake.replay();

        assertThat(replay.exitCode()).as(replay.err()).isEqualTo(3);
        assertThat(replay.err()).contains("check failed: 6 of 7 letters stay dead letters");
        assertThat(replay.out())
                .startsWith(HEADER + ",1,0,0,0,1,\nelsewhere,1,0,0,0,1,\nflights,5,0,0,1,4,1\n")
                .contains("flights,0,1,flights,\"field /amount: 1.005 does not fit DECIMAL(10,2)\"")
                .contains("flights,0,2,flights,the value is not JSON: ")
                .contains("flights,0,3,flights,\"column id is NOT NULL, and has no value\"")
                .contains("flights,0,4,flights,\"the value is null, and ")
                .contains("flights,0,5,,it names no table: give --into")
                .contains("flights,0,6,elsewhere,\"Table elsewhere is not in the lake");
        assertThat(lake.rows(
                        "flights",
                        "_kafka_topic",
                        "_kafka_partition",
                        "unix_seconds(_kafka_timestamp)",
                        "_kafka_key",
                        "_kafka_headers['h']",
                        "size(_kafka_headers)",
                        "id",
                        "amount",
                        "ts",
                        "to_json(tags)",
                        "made",
                        "_rescued"))
                .isEqualTo("0|flights|0|978350400|k0|last|2|1|12.50|2000-12-31T23:30:00Z|[\"a\",null]|2001-01-01|null");
    }

    @Test
    void aLetterWhoseRecordIsARowAlreadyIsNotPutBack() {
        lake.flights().letters(letter(0, "flights", "{\"id\":1}"), letter(1, "flights", "{\"id\":2}"));
        lake.spark()
                .sql("INSERT INTO delta.`" + lake.table("flights")
                        + "` (_kafka_topic, _kafka_partition, _kafka_offset, _kafka_timestamp, id)"
                        + " VALUES ('flights', 0, 0, TIMESTAMP'2001-01-01 12:00:00Z', 1)");

        assertThat(lake.replay().out()).isEqualTo(HEADER + "flights,2,0,1,1,0,2\n");
        assertThat(lake.rows("flights", "id")).isEqualTo("0|1 1|2");
    }

    @Test
    void aValueIsCorrectedAndStillReadByTheTablesColumns() {
        lake.flights()
                .letters(letter(0, "flights", "{\"id\":1,\"amount\":NaN}"), letter(1, "flights", "{\"id\":oops}"));

        CommandLineResult replay = lake.replay("--value", "replace(value_text, 'NaN', 'null') -- no number");

        assertThat(replay.exitCode()).as(replay.err()).isEqualTo(3);
        assertThat(replay.out()).startsWith(HEADER + "flights,2,0,0,1,1,1\n");
        assertThat(lake.rows("flights", "id", "amount")).isEqualTo("0|1|null");
    }

    @Test
    void columnsAreSelectedIntoAnotherTableAndAFailedCastLeavesTheLetter() throws Exception {
        lake.create("other", StructType.fromDDL("_kafka_offset BIGINT, id INT, name STRING"))
                .letters(letter(0, "a", "1,x"), letter(1, "b", "2,y"), letter(2, null, "z,w"));
        Path file = Files.writeString(
                folder.resolve("columns.sql"),
                "split(value_text, ',')[0] AS ID, -- cast to the column's type\n concat(code, split(value_text, ',')[1]) name --");

        CommandLineResult replay = lake.replay("--into", "other", "-f", file.toString());

        assertThat(replay.exitCode()).as(replay.err()).isEqualTo(3);
        assertThat(replay.out())
                .isEqualTo(HEADER + "other,3,0,0,2,1,1\n\ntopic,partition,offset,table,reason\n"
                        + "flights,0,2,other,column id: the value does not fit INT\n");
        assertThat(lake.rows("other", "id", "name")).isEqualTo("0|1|TYPE_MISMATCHx 1|2|TYPE_MISMATCHy");
    }

    @Test
    void aDryRunWritesNothingAndShowsLittle() {
        lake.flights().letters(letter(0, "flights", "{\"id\":1,\"tags\":[\"\\u001b[2J" + "secret".repeat(20) + "\"]}"));

        CommandLineResult replay = lake.replay("--dry-run", "--where", "stage = 'landing' -- of it");

        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(replay.out()).startsWith(HEADER + "flights,1,0,0,1,0,\n\ntopic,partition,offset,table,row\n");
        assertThat(replay.out().lines().reduce((first, last) -> last).orElseThrow())
                .startsWith("flights,0,0,flights,")
                .endsWith("…\"")
                .hasSizeLessThan(120)
                .doesNotContain("\u001b");
        assertThat(lake.version("flights")).isZero();
        assertThat(lake.table("flights/_sluice_replays")).doesNotExist();
    }

    @Test
    void lettersOfAPlainLakeAreReadByPathAndItsTablesAreRefusedWithTheRemedy() throws Exception {
        StructType columns = DeadLetters.rows().schema();
        new PlainLanding(lake.table("dead_letters"), PlainLanding.LONG_AGO)
                .create(columns)
                .land(DeadLetters.rows(letter(0, "flights", "{\"id\":1}")), 1, "", Map.of(), null);
        new PlainLanding(lake.table("flights"), PlainLanding.LONG_AGO).create(ReplayLake.COLUMNS);

        CommandLineResult refused = lake.replay();
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.out()).contains("it is plain Parquet", "with the command promote");
        CommandLineResult named = lake.replay("--into", "flights");
        assertThat(named.exitCode()).isOne();
        assertThat(named.err()).contains("it is plain Parquet", "with the command promote");

        lake.create("delta", StructType.fromDDL("id BIGINT"));
        CommandLineResult replay =
                lake.replay("--letters", lake.table("dead_letters").toString(), "--into", "delta");
        assertThat(replay.out()).as(replay.err()).isEqualTo(HEADER + "delta,1,0,0,1,0,1\n");
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        lake.flights()
                .create("changes", StructType.fromDDL("id INT, _cdc_op STRING"))
                .letters(letter(0, "flights", "{\"id\":1}"), letter(1, "changes", "{\"id\":1}"));

        assertThat(lake.replay("--select", "1 AS id").exitCode()).isEqualTo(2);
        assertThat(lake.replay("--select", "1 AS id", "--value", "key").exitCode())
                .isEqualTo(2);
        assertThat(lake.replay("--letters", "flights").err()).contains("it is no table of dead letters");
        assertThat(lake.replay("--letters", "nothing").err()).contains("Table nothing is not in the lake");
        assertThat(lake.replay("--into", "flights", "--select", "1 AS made").err())
                .contains("--select gives a column made, which comes from the record itself or is made")
                .contains("a value can fill id, amount, ts, tags");
        assertThat(lake.replay("--into", "flights", "--select", "CAST(code AS INT) AS id")
                        .err())
                .as("no null of which nobody hears")
                .contains("CAST_INVALID_INPUT");
        assertThat(lake.replay("--where", "table = 'changes'").out()).contains("it is a changelog");
        lake.spark()
                .sql("ALTER TABLE delta.`" + lake.table("flights")
                        + "` SET TBLPROPERTIES ('delta.setTransactionRetentionDuration' = 'interval 1 day')");
        assertThat(lake.replay("--into", "flights").err())
                .contains("delta.setTransactionRetentionDuration lets the table forget what was put back");
        assertThat(lake.rows("flights")).isEmpty();
    }
}
