package io.sluice.benchmark.growth.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class OutcomeTest {
    @Test
    void theParentReadsWhatTheChildWrote() {
        Used used = new Used(1, 2, -1, 4, 5, 6);
        Outcome outcome = new Outcome(7, List.of(new Measured(8, 9, 10, 11, used), new Measured(12, 13, 14, 15, used)));

        assertThat(Outcome.parse(outcome.text())).isEqualTo(outcome);
        assertThatThrownBy(() -> Outcome.parse("1\n2 3")).hasMessageContaining("2 3");
    }

    @Test
    void theMakingOfRecordsIsNoWorkOfTheTaskAndWhatNoThreadOfOursDidIsTheRest() {
        Mark mark = new Mark(100, 1_000, OptionalLong.of(5_000), 10, 20, 30, 3);
        Mark later = new Mark(200, 1_900, OptionalLong.of(6_000), 310, 220, 130, 53);

        Used used = mark.until(later);

        assertThat(used).isEqualTo(new Used(850, 100, 100, 250, 200, 100));
        assertThat(used.restNanos()).isEqualTo(300);
        assertThat(used.plus(used).restNanos()).isEqualTo(600);
    }

    @Test
    void whereTheMachineDoesNotSayWhatOthersUsedNothingIsMadeUp() {
        Mark mark = new Mark(100, 1_000, OptionalLong.empty(), 10, 20, 30, 3);

        assertThat(mark.until(mark).machineNanos()).isEqualTo(-1);
        assertThat(Used.NOTHING.plus(mark.until(mark)).machineNanos()).isEqualTo(-1);
    }
}
