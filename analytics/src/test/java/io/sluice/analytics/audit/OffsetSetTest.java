package io.sluice.analytics.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OffsetSetTest {
    @Test
    void itAnswersAsAPlainMultisetDoesHoweverItIsSplitMergedAndSerialised() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            // Around 2^32, where the bitmap's inner containers change.
            long base = round % 2 == 0 ? 0 : (1L << 32) - 30;
            Map<Long, Integer> model = new HashMap<>();
            List<OffsetSet> parts = List.of(new OffsetSet(), new OffsetSet(), new OffsetSet());
            for (int i = 0; i < 60; i++) {
                long offset = base + random.nextInt(70);
                model.merge(offset, 1, Integer::sum);
                parts.get(random.nextInt(3)).add(offset);
            }
            OffsetSet set = new OffsetSet();
            parts.forEach(part -> set.merge(OffsetSet.ofBytes(part.toBytes())));

            long start = base + random.nextInt(40);
            long next = start + random.nextInt(40);
            List<Long> inside = model.keySet().stream()
                    .filter(offset -> start <= offset && offset < next)
                    .sorted()
                    .toList();
            assertThat(set.rows()).isEqualTo(60);
            assertThat(set.distinct()).isEqualTo(model.size());
            assertThat(set.distinct(start, next)).isEqualTo(inside.size());
            assertThat(offsets(set.present(start, next))).isEqualTo(inside);
            assertThat(offsets(set.missing(start, next)))
                    .doesNotContainAnyElementsOf(model.keySet())
                    .hasSize((int) (next - start) - inside.size());
            assertThat(offsets(set.doubled()))
                    .isEqualTo(model.keySet().stream()
                            .filter(offset -> model.get(offset) > 1)
                            .sorted()
                            .toList());
        }
    }

    @Test
    void aCompletePartitionOfTenMillionRowsIsAFewHundredBytes() {
        OffsetSet set = new OffsetSet();
        for (long offset = 0; offset < 10_000_000; offset++) {
            set.add(offset);
        }
        assertThat(set.toBytes()).hasSizeLessThan(5_000);
        assertThat(set.missing(0, 10_000_000)).isEmpty();
    }

    @Test
    void aMessageShowsAFewRunsAndCountsTheRest() {
        List<OffsetRun> runs = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            runs.add(new OffsetRun(i * 10L, i * 10L + 1 + i % 2));
        }
        assertThat(OffsetRun.text(runs)).isEqualTo("0, 10..11, 20, 30..31, 40 and 2 more runs");
    }

    private static List<Long> offsets(List<OffsetRun> runs) {
        List<Long> offsets = new ArrayList<>();
        for (OffsetRun run : runs) {
            for (long offset = run.start(); offset < run.next(); offset++) {
                offsets.add(offset);
            }
        }
        return offsets;
    }
}
