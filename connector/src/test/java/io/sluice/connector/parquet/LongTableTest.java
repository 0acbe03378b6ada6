package io.sluice.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries are numbered as a map would number them, also in a table that has held others. */
// A full table would be searched for ever.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class LongTableTest {
    private final LongTable table = new LongTable();

    @ParameterizedTest
    @CsvSource({
        // Distinct before, expected, distinct after: none, fewer, as many, at a power of two, more than expected.
        "0, 0, 1",
        "3000, 0, 40",
        "3000, 40, 3000",
        "1000, 1000, 1000",
        "64, 64, 64",
        "65, 64, 129",
        "5000, 20, 20000",
        "10, 100000, 3",
    })
    void forgetsWhatItHeld(int before, int expected, int after) {
        number(before, 1);

        table.clear(expected);

        assertThat(table.size()).isZero();
        number(after, 2);
    }

    @Test
    void forgetsTimeAndAgain() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            table.clear(random.nextInt(5) * random.nextInt(300));
            number(1 + random.nextInt(2_000), round);
        }
    }

    private void number(int distinct, long seed) {
        Random random = new Random(seed);
        Map<Long, Integer> expected = new LinkedHashMap<>();
        for (int i = 0; i < 2 * distinct; i++) {
            // Of few bits too, and with the same values for each seed.
            long value =
                    random.nextBoolean() ? random.nextInt(distinct) : random.nextInt(distinct) * 0x1_0001_0000_0001L;
            if (expected.size() == distinct && !expected.containsKey(value)) {
                continue;
            }
            int known = expected.computeIfAbsent(value, any -> expected.size());
            assertThat(table.id(value)).as("number of %d", value).isEqualTo(known);
        }
        assertThat(table.size()).isEqualTo(expected.size());
        assertThat(Arrays.copyOf(table.entries(), table.size()))
                .containsExactly(expected.keySet().stream().mapToLong(v -> v).toArray());
    }
}
