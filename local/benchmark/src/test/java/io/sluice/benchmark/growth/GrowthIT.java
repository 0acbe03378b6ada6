package io.sluice.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.benchmark.growth.landing.CellWork;
import io.sluice.benchmark.growth.landing.LogWork;
import io.sluice.benchmark.growth.landing.Measured;
import io.sluice.benchmark.growth.landing.TaskWork;
import io.sluice.benchmark.growth.landing.Work;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.Children;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tiny point of each series through the real connector: that it works, not how fast it is. */
final class GrowthIT {
    @TempDir
    private Path folder;

    private Children children;

    @BeforeEach
    void begin() {
        children = new Children(folder.resolve("logs"));
    }

    @AfterEach
    void end() {
        children.close();
    }

    @Test
    void aPartitionedTableIsLandedAndMeasuredFromTheMarkOn() {
        Measured measured = only(Series.PARTITIONS, new CellWork(3, 2, 3, 600, 1, 2));

        assertThat(measured.size()).isEqualTo(3);
        assertThat(measured.records()).as("without the warm-up's").isEqualTo(1_200);
        assertThat(measured.units()).as("cells").isEqualTo(2_400);
        assertUsed(measured);
    }

    @Test
    void tasksOfOneWorkerLandInOneTableWithoutAConflict() {
        Measured measured = only(Series.TASKS, new TaskWork(4, 5, 8, 40));

        assertThat(measured.units()).as("commits").isEqualTo(40);
        assertThat(measured.records()).isEqualTo(200);
        assertThat(measured.conflicts()).isZero();
        assertUsed(measured);
    }

    @Test
    void aLogOfEachLengthIsMadeAndMeasured() {
        List<Measured> measured =
                run(Series.LOG, new LogWork(5, List.of(new LogWork.Point(12, 1, 10), new LogWork.Point(5, 2, 10))));

        assertThat(measured).extracting(Measured::size).containsExactly(12, 5);
        assertThat(measured).extracting(Measured::units).containsExactly(10L, 20L);
        measured.forEach(GrowthIT::assertUsed);
        assertThat(measured.get(0).used().upkeepNanos()).as("a checkpoint").isPositive();
    }

    @Test
    void aChildThatFailsFailsTheRunWithItsReason() {
        assertThatThrownBy(() -> run(Series.LOG, new LogWork(5, List.of(new LogWork.Point(1, 1, 1)))))
                .as("the first commit makes the table too, in commits of its own")
                .hasMessageContaining("ended with exit code 1")
                .hasMessageContaining("not every commit was one of these");
    }

    private Measured only(Series series, Work work) {
        List<Measured> measured = run(series, work);
        assertThat(measured).hasSize(1);
        return measured.get(0);
    }

    private List<Measured> run(Series series, Work work) {
        return new GrowthTrial(Checkout.fromProperties(), children, folder.resolve("work")).run(series, work, 1);
    }

    private static void assertUsed(Measured measured) {
        assertThat(measured.used().taskNanos()).isPositive();
        assertThat(measured.used().flushNanos()).isPositive();
        assertThat(measured.used().cpuNanos())
                .isGreaterThanOrEqualTo(
                        measured.used().taskNanos() + measured.used().flushNanos());
        assertThat(measured.used().wallNanos()).isPositive();
    }
}
