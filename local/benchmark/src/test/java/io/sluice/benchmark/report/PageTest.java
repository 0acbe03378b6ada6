package io.sluice.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.benchmark.contender.Contender;
import io.sluice.benchmark.contender.Contenders;
import io.sluice.benchmark.measure.Memory;
import io.sluice.benchmark.measure.Stretch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageTest {
    @TempDir
    private Path folder;

    @Test
    void thePageHasMediansRatiosAndWhetherEachGoalIsReached() throws IOException {
        List<Contender> contenders = Contenders.named("ours-raw-2,iceberg-2");
        Files.writeString(folder.resolve("head.md"), "# Head");

        new Page(folder.resolve("head.md"), folder, "10 records")
                .write(
                        contenders,
                        List.of(
                                result("ours-raw-2", 2, 0),
                                result("ours-raw-2", 3, 0),
                                result("ours-raw-2", 90, 0.2),
                                result("iceberg-2", 8, 0)));

        String page = Files.readString(folder.resolve("benchmarks.md"));
        assertThat(page).startsWith("# Head\n").contains("10 records");
        assertThat(page).as("the disturbed run is left out").contains("| 2 | 2.50 (2.00–3.00) | 1.00 |");
        assertThat(page).contains("| 1 | 8.00 (8.00–8.00) | 3.20 |");
        assertThat(page).contains("3.5 times less CPU than Iceberg's sink | ≥ 3.5 | 3.20 | **not reached** |");
        assertThat(page).contains("data files no larger than Iceberg's | ≤ 1.0 | 1.00 | reached |");
        assertThat(page).contains("`iceberg.control.commit.interval-ms`").doesNotContain("floor's CPU");
        assertThat(folder.resolve("benchmarks-cpu.png")).isNotEmptyFile();
        assertThat(folder.resolve("benchmarks-rate.png")).isNotEmptyFile();
    }

    @Test
    void aRunOfOneContenderHasItsPage() throws IOException {
        Files.writeString(folder.resolve("head.md"), "# Head");

        new Page(folder.resolve("head.md"), folder, "10 records")
                .write(Contenders.named("ours-raw-2"), List.of(result("ours-raw-2", 2, 0)));

        assertThat(folder.resolve("benchmarks.md")).content().contains("| 1 | 2.00 (2.00–2.00) | 1.00 |");
        assertThat(folder.resolve("benchmarks-cpu.png")).isNotEmptyFile();
    }

    @Test
    void whereEveryRunWasDisturbedTheFiguresStandMarked() {
        Line line = Line.of("a", "A", List.of(result("a", 4, 0.2), result("a", 6, 0.3)));

        assertThat(line.isDisturbed()).isTrue();
        assertThat(line.medianCpu()).isEqualTo(5);
        assertThat(line.cpu().text("%.1f")).isEqualTo("5.0 (4.0–6.0)");
    }

    private static Result result(String contender, double cpu, double others) {
        Stretch stretch = new Stretch(10, cpu, 1, 10, 0, OptionalDouble.of(others));
        return new Result(contender, 1, stretch, new Memory(OptionalLong.of(1 << 20), 1 << 19), 1 << 20, 1, 1);
    }
}
