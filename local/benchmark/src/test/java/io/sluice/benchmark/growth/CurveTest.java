package io.sluice.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sluice.benchmark.growth.landing.Measured;
import io.sluice.benchmark.growth.landing.Used;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class CurveTest {
    private static final Offset<Double> CLOSE = within(1e-9);

    @Test
    void aPointIsTheMedianOfItsRoundsPerUnitAndPerRecord() {
        Curve curve = curve(Results.of(1, 30), Results.of(10, 5), Results.of(1, 10), Results.of(1, 20));

        assertThat(curve.points()).extracting(Point::size).containsExactly(1, 10);
        assertThat(curve.points().get(0).cost().text("%.0f")).isEqualTo("20 (10–30)");
        assertThat(curve.points().get(0).perRecord().median())
                .as("200 ns, as a record has ten cells")
                .isEqualTo(0.2, CLOSE);
    }

    @Test
    void aSeriesIsFlatUpToTwentyPercentBetweenAnyTwoOfItsPoints() {
        assertThat(curve(Results.of(1, 100), Results.of(10, 120)).isFlat()).isTrue();
        assertThat(curve(Results.of(1, 120), Results.of(10, 100)).isFlat()).isTrue();
        assertThat(curve(Results.of(1, 100), Results.of(10, 121)).isFlat()).isFalse();

        Curve hill = curve(Results.of(1, 110), Results.of(10, 150), Results.of(100, 100));
        assertThat(hill.isFlat()).as("though its ends are alike").isFalse();
        assertThat(hill.ratio()).isEqualTo(1.5, CLOSE);
        assertThat(hill.dearest().size()).isEqualTo(10);
        assertThat(hill.cheapest().size()).isEqualTo(100);
    }

    @Test
    void runsThatOthersDisturbedAreLeftOutUnlessThereIsNoOther() {
        Point some = Point.of(Series.COLUMNS, List.of(Results.of(1, 10), Results.disturbed(1, 99), Results.of(1, 20)));
        assertThat(some.cost().median()).isEqualTo(15, CLOSE);
        assertThat(some.isDisturbed()).isFalse();
        assertThat(some.disturbed()).isEqualTo(1);

        Point all = Point.of(Series.COLUMNS, List.of(Results.disturbed(1, 98), Results.disturbed(1, 99)));
        assertThat(all.cost().median()).isEqualTo(98.5, CLOSE);
        assertThat(all.isDisturbed()).isTrue();
    }

    @Test
    void aCostIsExplainedByTheLineThroughTheOutermostPointsAndSaysHowFarOthersAreOff() {
        Why why = new Why(Point::size, point -> point.cost().median(), "%.1f and %.2f for each");

        assertThat(why.text(curve(Results.of(11, 60), Results.of(1, 10), Results.of(5, 36))
                        .points()))
                .as("the line says 30 at 5")
                .startsWith("5.0 and 5.00 for each")
                .endsWith("no point is off it by more than 20%.");
    }

    @Test
    void aLineThatNoPointCouldBeOffExplainsNothing() {
        Why why = new Why(Point::size, point -> point.cost().median(), "%.1f and %.2f for each");

        assertThat(why.text(curve(Results.of(1, 60), Results.of(2, 70)).points()))
                .isEmpty();
        Why conflicts = new Why(Point::conflictsPerUnit, point -> point.cost().median(), "%.1f and %.2f for each");
        assertThat(conflicts.text(curve(Results.of(1, 60), Results.of(2, 70), Results.of(3, 80))
                        .points()))
                .as("as many conflicts everywhere")
                .isEmpty();
    }

    private static Curve curve(Measured... results) {
        return Curve.of(Series.COLUMNS, new Sizes(40_000, 16, 10), new ArrayList<>(List.of(results)));
    }

    /** Runs of a thousand cells in a hundred records. */
    static final class Results {
        private static final int CELLS = 1_000;

        private Results() {}

        static Measured of(int size, long nanosPerCell) {
            return measured(size, nanosPerCell, 0);
        }

        static Measured disturbed(int size, long nanosPerCell) {
            return measured(size, nanosPerCell, 1_000_000_000L);
        }

        private static Measured measured(int size, long nanosPerCell, long others) {
            long cpu = CELLS * nanosPerCell;
            return new Measured(
                    size,
                    CELLS,
                    CELLS / 10,
                    2L * CELLS,
                    new Used(cpu, 1_000_000_000L, others, cpu / 2, cpu / 4, cpu / 8));
        }
    }
}
