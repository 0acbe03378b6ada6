package io.sluice.analytics.replay;

import static io.sluice.analytics.support.DeadLetters.letter;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.Interruption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each letter goes back once, whatever happens between two runs, or in the middle of one. */
final class ReplayOnceTest {
    private static final String HEADER = "table,letters,before,landed,put_back,stay,version\n";

    @TempDir
    private Path folder;

    private ReplayLake lake;

    @BeforeEach
    void lettersAndTheirTable() {
        lake = new ReplayLake(folder).flights();
        lake.letters(letter(0, "flights", "{\"id\":1}"), letter(1, "flights", "{\"id\":2}"));
    }

    private void sql(String... statements) {
        for (String statement : statements) {
            lake.spark().sql(statement.replace("flights", "delta.`" + lake.table("flights") + "`"));
        }
    }

    @Test
    void runAgainWithOtherLettersItPutsBackWhatIsNotBackYetEvenWhenItsRowsWereDeletedOrItsLogCleanedUp()
            throws Exception {
        assertThat(lake.replay("--where", "_kafka_offset = 1").out()).isEqualTo(HEADER + "flights,1,0,0,1,0,1\n");
        lake.letters(letter(2, "flights", "{\"id\":3}"));
        assertThat(lake.replay().out()).isEqualTo(HEADER + "flights,3,1,0,2,0,2\n");
        assertThat(lake.rows("flights", "id")).isEqualTo("0|1 1|2 2|3");

        lake.spark().conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
        sql("DELETE FROM flights WHERE _kafka_offset = 0", "OPTIMIZE flights", "VACUUM flights RETAIN 0 HOURS");
        sql("ALTER TABLE flights SET TBLPROPERTIES ('delta.checkpointInterval' = '1')");
        for (long version = 0; version <= 3; version++) {
            lake.forget("flights", version);
        }

        assertThat(lake.replay().out()).startsWith(HEADER + "flights,3,3,0,0,0,\n");
        assertThat(lake.rows("flights", "id")).isEqualTo("1|2 2|3");
    }

    @Test
    void aRunThatDiesBeforeItsCommitHasDoneNothing() {
        lake.replay();
        lake.forget("flights", 1);
        assertThat(lake.table("flights/_sluice_replays"))
                .as("what the dead run left")
                .isNotEmptyDirectory();
        assertThat(lake.rows("flights")).isEmpty();

        assertThat(lake.replay().out()).isEqualTo(HEADER + "flights,2,0,0,2,0,1\n");
        assertThat(lake.replay().out()).isEqualTo(HEADER + "flights,2,2,0,0,0,\n");
        assertThat(lake.rows("flights", "id")).isEqualTo("0|1 1|2");
    }

    @Test
    void ofTwoAtOnceTheSecondBeginsAnew() {
        Interruption another = new Interruption(
                () -> assertThat(lake.replay("--where", "_kafka_offset = 0").out())
                        .isEqualTo(HEADER + "flights,1,0,0,1,0,1\n"));

        CommandLineResult replay = lake.replay(another);

        assertThat(replay.err()).contains("flights was changed meanwhile: once more");
        assertThat(replay.out()).isEqualTo(HEADER + "flights,2,1,0,1,0,2\n");
        assertThat(lake.rows("flights", "id")).isEqualTo("0|1 1|2");
    }

    @Test
    void aLandingAtTheSameTimeDisturbsNothing() throws Exception {
        CommandLineResult replay = lake.replay(new Interruption(() -> lake.land(7, 70)));

        assertThat(replay.out()).isEqualTo(HEADER + "flights,2,0,0,2,0,2\n");
        assertThat(replay.err()).doesNotContain("meanwhile");
        assertThat(lake.rows("flights", "id")).isEqualTo("0|1 1|2 7|70");
        assertThat(Files.readString(lake.table("flights/_delta_log/00000000000000000002.json")))
                .as("nor does it disturb a MERGE or a DELETE")
                .contains("\"isBlindAppend\":true", "Sluice replay of 2 dead letters from dead_letters");
    }

    @Test
    void aColumnThatIsAddedMeanwhileIsSeen() {
        lake.letters(letter(2, "flights", "{\"id\":3,\"more\":4}"));

        CommandLineResult replay = lake.replay(new Interruption(() -> sql("ALTER TABLE flights ADD COLUMN more INT")));

        assertThat(replay.exitCode()).as(replay.err()).isZero();
        assertThat(lake.rows("flights", "id", "more")).isEqualTo("0|1|null 1|2|null 2|3|4");
    }

    @Test
    void aRecordOfATopicThatWasMadeAnewIsAnotherLetter() {
        lake.replay();
        lake.letters(letter(0, "flights", "{\"id\":9}", Instant.parse("2002-02-02T00:00:00Z")));

        assertThat(lake.replay().out()).isEqualTo(HEADER + "flights,3,2,0,1,0,2\n");
        assertThat(lake.rows("flights", "id")).isEqualTo("0|1 0|9 1|2");
    }

    @Test
    void withoutTheRecordOfWhatIsBackNothingIsPutBackUnlessTheTableIsMadeAnew() {
        lake.replay();
        delete(lake.table("flights/_sluice_replays"));

        CommandLineResult replay = lake.replay("--into", "flights");
        assertThat(replay.exitCode()).isOne();
        assertThat(replay.err()).contains("Cannot tell which dead letters are back", "Restore the folder");
        assertThat(lake.rows("flights", "id")).isEqualTo("0|1 1|2");

        delete(lake.table("flights"));
        lake.flights();
        assertThat(lake.replay().out()).isEqualTo(HEADER + "flights,2,0,0,2,0,1\n");
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DeltaLog.clearCache();
    }
}
