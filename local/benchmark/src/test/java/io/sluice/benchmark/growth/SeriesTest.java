package io.sluice.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.benchmark.growth.landing.CellWork;
import io.sluice.benchmark.growth.landing.LogWork;
import io.sluice.benchmark.growth.landing.TaskWork;
import io.sluice.benchmark.growth.landing.Work;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SeriesTest {
    private static final Sizes SIZES = new Sizes(4_000_000, 163, 1_000);

    @Test
    void everyPointWithColumnsOrPartitionsHasTheSameCellsInTheSameNumberOfCommits() {
        for (Series series : List.of(Series.COLUMNS, Series.PARTITIONS)) {
            List<CellWork> works = works(series, CellWork.class);

            assertThat(works).extracting(CellWork::size).containsExactly(1, 10, 100);
            assertThat(works)
                    .extracting(CellWork::commits)
                    .containsOnly(works.get(0).commits());
            assertThat(works)
                    .extracting(work -> work.columns() * work.recordsPerCommit() * work.commits())
                    .containsOnly(4_000_000);
        }
    }

    @Test
    void anyNumberOfTasksMakesTheSameNumberOfCommits() {
        List<TaskWork> works = works(Series.TASKS, TaskWork.class);

        assertThat(works).extracting(TaskWork::tasks).containsExactly(1, 2, 4, 8, 16);
        assertThat(works).extracting(TaskWork::commits).containsOnly(160);
        assertThat(works).extracting(TaskWork::warm).containsOnly(160);
    }

    @Test
    void theLongestLogComesFirstAndShortOnesAreMeasuredOnSeveralTables() {
        assertThat(works(Series.LOG, LogWork.class))
                .flatExtracting(LogWork::points)
                .containsExactly(
                        new LogWork.Point(1_000, 1, 200), new LogWork.Point(100, 4, 50), new LogWork.Point(10, 20, 10));
    }

    @Test
    void theLongestSeriesRunsInOneRoundLessThanTheOthersAndInOneAtLeast() {
        assertThat(Series.TASKS.rounds(3)).isEqualTo(3);
        assertThat(Series.LOG.rounds(3)).isEqualTo(2);
        assertThat(Series.LOG.rounds(1)).isEqualTo(1);
    }

    @Test
    void aChildUnderstandsWhatItIsTold() {
        for (Series series : Series.values()) {
            for (Work work : series.works(SIZES)) {
                assertThat(Work.parse(work.words())).isEqualTo(work);
            }
        }
        assertThatThrownBy(() -> Work.parse(List.of("sleep"))).hasMessageContaining("sleep");
    }

    @Test
    void whatIsTooSmallToMeasureIsRefused() {
        assertThatThrownBy(() -> new Sizes(4_000_000, 160, 9)).hasMessageContaining("benchmark.log 9");
    }

    private static <T> List<T> works(Series series, Class<T> type) {
        return Stream.of(series)
                .flatMap(each -> each.works(SIZES).stream())
                .map(type::cast)
                .toList();
    }
}
