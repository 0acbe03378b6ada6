package io.sluice.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class StretchTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Offset<Double> CLOSE = within(1e-9);

    /** From the mark at 1,000 records, 2 s of work to the last of 3,000, 3 s of waiting for the commit, and the commit's second. */
    private static final List<Sample> RUN = List.of(
            sample(10, 1_000, 5, 1, 8),
            sample(12, 3_000, 8, 2, 14),
            sample(13, 3_000, 8, 2, 14),
            sample(15, 3_000, 8, 2, 14),
            sample(16, 3_000, 9, 2, 16));

    @Test
    void cpuIsThatOfTheProcessBetweenMarkAndEndForEachRecordThatCameMeanwhile() {
        Stretch stretch = Stretch.of(RUN, 3_000);

        assertThat(stretch.records()).isEqualTo(2_000);
        assertThat(stretch.cpuMicros()).isEqualTo(4e6 / 2_000, CLOSE);
        assertThat(stretch.brokerMicros()).isEqualTo(1e6 / 2_000, CLOSE);
    }

    @Test
    void theWaitForTheLastCommitIsLeftOutOfTheSecondRateAlone() {
        Stretch stretch = Stretch.of(RUN, 3_000);

        assertThat(stretch.seconds()).isEqualTo(6, CLOSE);
        assertThat(stretch.idleSeconds()).isEqualTo(3, CLOSE);
        assertThat(stretch.rate()).isEqualTo(2_000 / 6.0, CLOSE);
        assertThat(stretch.busyRate()).isEqualTo(2_000 / 3.0, CLOSE);
    }

    @Test
    void whatTheMachineUsedBesidesTheThreeWasOthers() {
        double cores = Runtime.getRuntime().availableProcessors();

        // 8 s of the machine, of which 4 are the process's, 1 the broker's and 0 ours.
        assertThat(Stretch.of(RUN, 3_000).othersShare()).hasValueCloseTo(3 / 6.0 / cores, CLOSE);
    }

    private static Sample sample(int second, long records, int cpu, int broker, int machine) {
        return new Sample(
                second * SECOND, records, cpu * SECOND, broker * SECOND, 0, OptionalLong.of(machine * SECOND));
    }
}
