package io.sluice.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.benchmark.growth.CurveTest.Results;
import io.sluice.benchmark.growth.landing.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GrowthPageTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeHead() throws IOException {
        Files.writeString(folder.resolve("head.md"), "# Head");
    }

    @Test
    void thePageHasEverySeriesItsPointsAndWhetherItsGoalIsReached() throws IOException {
        String page = page(
                curve(Series.COLUMNS, Results.of(1, 800), Results.of(10, 400), Results.of(100, 200)),
                curve(Series.PARTITIONS, Results.of(1, 100), Results.of(10, 110)));

        assertThat(page).startsWith("# Head\n").contains("3 rounds.").contains("Machine: ");
        assertThat(page)
                .contains(
                        "| columns | dearest at most 1.2 times the cheapest, CPU per cell | 4.00 | **not reached** |");
        assertThat(page).contains("CPU per cell | 1.10 | reached |");
        assertThat(page)
                .contains("| 10 | 1 | 400.0 (400.0–400.0) | 2.00 | 200.0 | 100.0 | 50.0 | 50.0 | 4.00 | 2.00 |");
        assertThat(page)
                .contains(
                        "Within 20% of flat: **not reached**; the dearest point (1 columns) costs 4.00 times the cheapest (100). "
                                + "Of the 600.0 ns that a cell costs more there: task 300.0, flush 150.0, upkeep 75.0, rest 75.0.\n");
        assertThat(page).contains("Within 20% of flat: reached; the dearest point (10 table partitions) costs 1.10");
        assertThat(folder.resolve("growth-columns.png")).isNotEmptyFile();
        assertThat(folder.resolve("growth-partitions.png")).isNotEmptyFile();
        assertThat(folder.resolve("growth-log.png")).doesNotExist();
    }

    @Test
    void aSeriesOfOnePointHasItsPageAndPlot() throws IOException {
        String page = page(curve(Series.LOG, Results.disturbed(10, 3_000_000)));

        assertThat(page)
                .contains("| 10 | 1 (disturbed) | 3.00 (3.00–3.00) | 1.00 |")
                .contains("CPU per commit | 1.00 | reached |");
        assertThat(folder.resolve("growth-log.png")).isNotEmptyFile();
    }

    private String page(Curve... curves) throws IOException {
        new GrowthPage(folder.resolve("head.md"), folder, "3 rounds.").write(List.of(curves));
        return Files.readString(folder.resolve("growth.md"));
    }

    private static Curve curve(Series series, Measured... results) {
        return Curve.of(series, new Sizes(40_000, 16, 10), List.of(results));
    }
}
