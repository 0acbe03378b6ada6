package io.sluice.analytics.windows;

import static io.sluice.analytics.TestCommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.Crash;
import io.sluice.analytics.support.ExpectedCounts;
import io.sluice.analytics.support.Flights;
import io.sluice.analytics.support.Flights.Flight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test lands flights out of order, counts, dies, counts on, lands more and compares with plain Java. */
final class WindowedCountsStreamTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<Flight> FIRST = Flights.all().subList(0, 9_000);
    private static final List<Flight> LATER = Flights.all().subList(9_000, 15_000);

    @TempDir
    Path lake;

    @BeforeEach
    void landed() {
        Flights.append(lake.resolve("flights"), FIRST.subList(6_000, 9_000));
        Flights.append(lake.resolve("flights"), FIRST.subList(0, 6_000));
    }

    private CommandLineResult stream(String... options) {
        List<String> timed = new ArrayList<>(List.of("--time", Flights.TIME));
        timed.addAll(List.of(options));
        return untimed(timed.toArray(String[]::new));
    }

    private CommandLineResult untimed(String... options) {
        List<String> line = new ArrayList<>(List.of("windowed-counts", "--lake", lake.toString(), "--output", "csv"));
        line.addAll(List.of("--table", "flights", "--window", "1 day", "--available-now"));
        line.addAll(List.of(options));
        return sluice(line.toArray(String[]::new));
    }

    private static ExpectedCounts days(List<Flight> flights) {
        return ExpectedCounts.of(flights, Flight::time, flight -> "", DAY, DAY);
    }

    private static Instant watermark(List<Flight> flights) {
        return flights.get(flights.size() - 1).time().minus(DAY);
    }

    private List<String> rows(String table) {
        return sluice(
                        "sql",
                        "--lake",
                        lake.toString(),
                        "--output",
                        "csv",
                        "SELECT * FROM " + table + " ORDER BY 1, 2, 3")
                .out()
                .lines()
                .skip(1)
                .toList();
    }

    private long commits(String table) {
        try (Stream<Path> log = Files.list(lake.resolve(table).resolve("_delta_log"))) {
            return log.filter(file -> file.toString().endsWith(".json")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void appendWritesEachClosedWindowOnceThoughItsBatchIsReplayed() {
        CommandLineResult first = stream("--mode", "append", "--to", "delta:daily");
        assertThat(first.err())
                .contains("append, watermark 1 day behind the latest row")
                .contains("new checkpoint file:" + lake + "/_checkpoints/daily")
                .containsPattern("10:21:05 batch 0  in 9,000 \\([0-9,]+/s\\)  out 0  watermark 2001-02-09 .* ms")
                .contains("append: 2 counts are held back: the watermark stands at 2001-02-09 ")
                .contains("The next that can close, 2001-02-09 00:00:00 to 2001-02-10 00:00:00, "
                        + "is written after a row of 2001-02-11 00:00:00 or later")
                .doesNotContain("late at least");
        assertThat(first.out().lines().skip(1)).containsExactly("2,9000,0,0,0,39,delta:daily");
        assertThat(rows("lake.daily")).isEqualTo(days(FIRST).csvClosedAt(watermark(FIRST)));

        long commits = commits("daily");
        Crash.afterWriting(1, lake.resolve("_checkpoints/daily"));
        assertThat(stream("--mode", "append", "--to", "delta:daily").err()).contains("batch 1 ");
        assertThat(commits("daily")).isEqualTo(commits);

        Flights.append(lake.resolve("flights"), LATER);
        Flights.append(lake.resolve("flights"), FIRST.subList(0, 1));
        assertThat(stream("--mode", "append", "--to", "delta:daily").err())
                .contains("late at least 1 ")
                .contains("a --watermark longer than 1 day waits for them");
        List<Flight> all = Flights.all().subList(0, 15_000);
        assertThat(rows("lake.daily")).isEqualTo(days(all).csvClosedAt(watermark(all)));
        assertThat(stream("--mode", "append", "--to", "delta:daily").err()).contains("nothing new to count");
    }

    @Test
    void updateMergesTheSameCountsHoweverOftenABatchIsReplayed() {
        String[] options = {
            "--by",
            "origin",
            "--to",
            "delta:daily",
            "--checkpoint",
            lake.resolve("mine").toString()
        };
        assertThat(stream(options).err()).contains("into delta:daily: update");
        Crash.afterWriting(0, lake.resolve("mine"));
        Flights.append(lake.resolve("flights"), LATER);
        assertThat(stream(options).err()).contains("batch 0  in 9,000 ").contains("  in 6,000 ");
        assertThat(rows("lake.daily"))
                .isEqualTo(ExpectedCounts.of(Flights.all().subList(0, 15_000), Flight::time, Flight::origin, DAY, DAY)
                        .csv());

        String mine = options[5];
        CommandLineResult other = stream("--by", "destination", "--to", "delta:daily", "--checkpoint", mine);
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err())
                .contains("The checkpoint file:" + mine + " is another query's")
                .contains("it was begun with by=origin; this command has by=destination");
        CommandLineResult anew = stream("--by", "origin", "--to", "delta:daily");
        assertThat(anew.exitCode()).isEqualTo(1);
        assertThat(anew.err()).contains("the table has rows, and the checkpoint is new");
    }

    @Test
    void completeReplacesTheTableOnceABatch() {
        stream("--mode", "complete", "--to", "delta:daily");
        long commits = commits("daily");
        Crash.afterWriting(0, lake.resolve("_checkpoints/daily"));
        stream("--mode", "complete", "--to", "delta:daily");
        assertThat(commits("daily")).isEqualTo(commits);
        Flights.append(lake.resolve("flights"), LATER);
        assertThat(stream("--mode", "complete", "--to", "delta:daily").err()).contains("every window stays in state");
        assertThat(rows("lake.daily"))
                .isEqualTo(days(Flights.all().subList(0, 15_000)).csv());
    }

    @Test
    void parquetTakesClosedWindowsOnceAndNoSecondStream() {
        String[] to = {
            "--to",
            "parquet:" + lake.resolve("files"),
            "--checkpoint",
            lake.resolve("mine").toString()
        };
        assertThat(stream("--to", "parquet:" + lake.resolve("files")).exitCode())
                .isEqualTo(2);
        assertThat(stream(to).exitCode()).isZero();
        Crash.afterWriting(1, lake.resolve("mine"));
        assertThat(stream(to).exitCode()).isZero();
        assertThat(rows("parquet.`" + lake.resolve("files") + "`"))
                .isEqualTo(days(FIRST).csvClosedAt(watermark(FIRST)));
        assertThat(stream("--to", to[1], "--checkpoint", lake.resolve("other").toString())
                        .err())
                .contains("the folder has files already and the checkpoint is new");
    }

    @Test
    void theConsoleShowsABatchThatHasRowsAndElseWhyThereAreNone() {
        assertThat(stream("--mode", "complete").out().lines().skip(1))
                .containsExactlyElementsOf(days(FIRST).csv());
        CommandLineResult none = untimed("--time", "CAST(null AS TIMESTAMP)", "--mode", "append");
        assertThat(none.out()).isEmpty();
        assertThat(none.err())
                .contains("without time 9,000")
                .contains("append: nothing is due yet: no row with a time has been read");
    }

    @Test
    void changedRowsEndTheStreamWithTheWayOn() {
        assertThat(stream("--to", "delta:daily").exitCode()).isZero();
        sluice("sql", "--lake", lake.toString(), "UPDATE lake.flights SET delay = 0 WHERE origin = 'ATL'");
        CommandLineResult failed = stream("--to", "delta:daily");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.err())
                .contains("error: The source table had rows changed, not only added")
                .contains("--skip-change-commits")
                .doesNotContain("\tat ");
        Flights.append(lake.resolve("flights"), LATER);
        assertThat(stream("--to", "delta:daily", "--skip-change-commits").exitCode())
                .isZero();
        assertThat(rows("lake.daily"))
                .isEqualTo(days(Flights.all().subList(0, 15_000)).csv());
    }
}
