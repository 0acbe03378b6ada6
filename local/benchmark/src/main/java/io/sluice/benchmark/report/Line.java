package io.sluice.benchmark.report;

import java.util.List;

/**
 * A contender's runs, summed up: those that nobody disturbed, or all where everyone was disturbed.
 *
 * @param title as readers know it
 * @param disturbed runs that were left out, or of which the figures are when nothing else is there
 */
record Line(String name, String title, List<Result> counted, int disturbed) {
    static Line of(String name, String title, List<Result> results) {
        List<Result> quiet =
                results.stream().filter(result -> !result.isDisturbed()).toList();
        return new Line(name, title, quiet.isEmpty() ? results : quiet, results.size() - quiet.size());
    }

    boolean isDisturbed() {
        return disturbed > 0 && counted.get(0).isDisturbed();
    }

    Spread cpu() {
        return Spread.of(counted, result -> result.stretch().cpuMicros());
    }

    Spread broker() {
        return Spread.of(counted, result -> result.stretch().brokerMicros());
    }

    Spread rate() {
        return Spread.of(counted, result -> result.stretch().rate());
    }

    Spread busyRate() {
        return Spread.of(counted, result -> result.stretch().busyRate());
    }

    Spread peak() {
        return Spread.of(counted, Result::peakMebi);
    }

    Spread heap() {
        return Spread.of(counted, Result::heapMebi);
    }

    Spread data() {
        return Spread.of(counted, Result::dataMebi);
    }

    Spread files() {
        return Spread.of(counted, Result::files);
    }

    double medianCpu() {
        return cpu().median();
    }

    double medianRate() {
        return busyRate().median();
    }

    double medianData() {
        return data().median();
    }
}
