package io.sluice.benchmark.growth.landing;

import java.nio.file.Path;
import java.util.List;

/** What one child JVM lands: the parent says it in words, the child does it. */
public sealed interface Work permits CellWork, LogWork, TaskWork {
    /** Lands it and says what each measured stretch used. */
    Outcome land(Path lake);

    /** As {@link #parse} takes it. */
    List<String> words();

    /** @throws IllegalArgumentException if these are not the words of any work */
    static Work parse(List<String> words) {
        List<Integer> numbers = words.stream().skip(1).map(Integer::valueOf).toList();
        return switch (words.get(0)) {
            case CellWork.NAME -> CellWork.of(numbers);
            case TaskWork.NAME -> TaskWork.of(numbers);
            case LogWork.NAME -> LogWork.of(numbers);
            default -> throw new IllegalArgumentException("There is no work '" + words.get(0) + "'.");
        };
    }
}
