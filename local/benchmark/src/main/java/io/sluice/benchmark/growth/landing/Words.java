package io.sluice.benchmark.growth.landing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How a work is said in arguments. */
final class Words {
    private Words() {}

    static List<String> of(String name, int... numbers) {
        return Stream.concat(Stream.of(name), Arrays.stream(numbers).mapToObj(Integer::toString))
                .toList();
    }
}
