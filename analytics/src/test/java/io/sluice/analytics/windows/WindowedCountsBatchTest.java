package io.sluice.analytics.windows;

import static io.sluice.analytics.TestCommandLine.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.ExpectedCounts;
import io.sluice.analytics.support.Flights;
import io.sluice.analytics.support.Flights.Flight;
import io.sluice.analytics.support.SharedSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WindowedCountsBatchTest {
    private static final String MACHINE = "machine-temperature.csv";

    @TempDir
    static Path lake;

    @BeforeAll
    static void landed() {
        Flights.append(lake.resolve("flights"), Flights.all());
        SparkSession spark = SharedSpark.session(Map.of());
        spark.read()
                .schema("timestamp TIMESTAMP, value DOUBLE")
                .option("header", "true")
                .csv(Path.of(System.getProperty("sluice.data"), MACHINE).toString())
                .write()
                .format("delta")
                .save(lake.resolve("machine").toString());
    }

    private static CommandLineResult counts(String... options) {
        List<String> line = new ArrayList<>(List.of("windowed-counts", "--lake", lake.toString(), "--output", "csv"));
        line.addAll(List.of(options));
        return sluice(line.toArray(String[]::new));
    }

    private static List<String> flightsByDayAndOrigin(List<Flight> flights) {
        return ExpectedCounts.of(flights, Flight::time, Flight::origin, Duration.ofDays(1), Duration.ofDays(1))
                .csv();
    }

    @Test
    void countsOfFlightsByDayAndOriginAreThoseOfPlainJava() {
        CommandLineResult result =
                counts("--table", "flights", "--time", Flights.TIME, "--window", "1 day", "--by", "origin");
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines().findFirst()).contains("window_start,window_end,origin,count");
        assertThat(result.out().lines().skip(1)).containsExactlyElementsOf(flightsByDayAndOrigin(Flights.all()));
    }

    @Test
    void slidingWindowsCountEachReadingInEveryWindowThatItIsIn() throws IOException {
        List<Instant> readings = Files.readAllLines(Path.of(System.getProperty("sluice.data"), MACHINE)).stream()
                .skip(1)
                .map(line -> Instant.parse(line.substring(0, 19).replace(' ', 'T') + "Z"))
                .toList();
        CommandLineResult result =
                counts("--table", "lake.machine", "--time", "timestamp", "--window", "1 hour", "--slide", "20 minutes");
        assertThat(result.out().lines().skip(1))
                .containsExactlyElementsOf(ExpectedCounts.of(
                                readings, time -> time, time -> "", Duration.ofHours(1), Duration.ofMinutes(20))
                        .csv());
    }

    @Test
    void rowsWithoutATimeAreSaidNotSwallowed() {
        CommandLineResult result = counts(
                "--table",
                "flights",
                "--window",
                "1 day",
                "--time",
                "CASE WHEN origin <> 'ATL' THEN " + Flights.TIME + " END");
        long atlanta =
                Flights.all().stream().filter(f -> f.origin().equals("ATL")).count();
        assertThat(result.err()).contains(" " + atlanta + " rows are in no window: CASE WHEN");
        assertThat(result.out()
                        .lines()
                        .skip(1)
                        .mapToLong(l -> Long.parseLong(l.substring(l.lastIndexOf(',') + 1)))
                        .sum())
                .isEqualTo(Flights.all().size() - atlanta);
    }

    @Test
    void aTableOfCountsIsReplacedOrMergedAndNothingElseIsOverwritten() {
        Flights.append(lake.resolve("half"), Flights.all().subList(0, 10_000));
        String[] day = {"--time", Flights.TIME, "--window", "1 day", "--by", "origin", "--to", "delta:daily"};
        assertThat(counts(concat(day, "--table", "half")).err()).contains("into delta:daily (complete)");
        assertThat(sorted("daily"))
                .isEqualTo(flightsByDayAndOrigin(Flights.all().subList(0, 10_000)));
        assertThat(counts(concat(day, "--table", "flights", "--mode", "update")).exitCode())
                .isZero();
        assertThat(sorted("daily")).isEqualTo(flightsByDayAndOrigin(Flights.all()));
        assertThat(counts(concat(day, "--table", "half")).exitCode()).isZero();
        assertThat(sorted("daily"))
                .isEqualTo(flightsByDayAndOrigin(Flights.all().subList(0, 10_000)));

        CommandLineResult slip =
                counts("--table", "flights", "--time", Flights.TIME, "--window", "1 day", "--to", "delta:machine");
        assertThat(slip.exitCode()).isEqualTo(1);
        assertThat(slip.err())
                .contains("error: Cannot write the counts to delta:machine")
                .contains("the table has the columns timestamp TIMESTAMP, value DOUBLE, the counts have window_start");
    }

    @Test
    void parquetIsWrittenOnceIntoAFolderOfItsOwn() {
        Path folder = lake.resolve("daily-parquet");
        String[] line = {"--table", "flights", "--time", Flights.TIME, "--window", "1 day", "--to", "parquet:" + folder
        };
        assertThat(counts(line).exitCode()).isZero();
        assertThat(sluice("sql", "--output", "csv", "SELECT sum(count) n FROM parquet.`" + folder + "`")
                        .out())
                .isEqualTo("n\n20000\n");
        assertThat(counts(line).err()).contains("the folder has files already").contains("Name another folder");
    }

    @Test
    void whatIsShownOfManyRowsIsSaid() {
        CommandLineResult result = sluice(
                "windowed-counts",
                "--lake",
                lake.toString(),
                "--table",
                "machine",
                "--time",
                "timestamp",
                "--window",
                "1 day",
                "--max-rows",
                "2");
        assertThat(result.out())
                .isEqualTo(
                        """
                window_start         window_end           count
                -------------------  -------------------  -----
                2013-12-02 00:00:00  2013-12-03 00:00:00     33
                2013-12-03 00:00:00  2013-12-04 00:00:00    288
                (2 rows)
                """);
        assertThat(result.err()).isEqualTo("10:21:05 only the first 2 rows are shown: --max-rows 0 prints all\n");
    }

    private static String[] concat(String[] first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static List<String> sorted(String table) {
        return sluice(
                        "sql",
                        "--lake",
                        lake.toString(),
                        "--output",
                        "csv",
                        "SELECT * FROM lake." + table + " ORDER BY 1, 2, 3")
                .out()
                .lines()
                .skip(1)
                .toList();
    }
}
