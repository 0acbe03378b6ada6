package io.sluice.local.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.data.DataSet;
import io.sluice.local.data.DataSets;
import io.sluice.local.kafka.Produced;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CompletenessTest {
    private static final Map<DataSet, Produced> PRODUCED =
            Map.of(DataSets.FLIGHTS, new Produced("flights", Map.of(0, Set.of(0L, 1L, 2L), 2, Set.of(0L))));
    private static final String SECOND = row(2, 1, 1, 0, 0);

    @Test
    void allOfItOnceIsNoFault() {
        assertThat(faults(row(0, 3, 3, 0, 2), SECOND)).isEmpty();
    }

    @Test
    void aRowThatIsThereTwiceIsAFault() {
        assertThat(faults(row(0, 4, 3, 0, 2), SECOND)).contains("flights-0");
    }

    @Test
    void aRowThatIsMissingIsAFaultEvenIfAnotherIsThereTwice() {
        assertThat(faults(row(0, 3, 2, 0, 2), SECOND)).contains("flights-0");
    }

    @Test
    void anOffsetThatWasNeverProducedIsAFault() {
        assertThat(faults(row(0, 3, 3, 1, 3), SECOND)).contains("flights-0");
    }

    @Test
    void aPartitionThatIsMissingOrWasNeverProducedIsAFault() {
        assertThat(faults(row(0, 3, 3, 0, 2))).contains("flights-2");
        assertThat(faults(row(0, 3, 3, 0, 2), SECOND, row(1, 1, 1, 0, 0))).contains("never produced");
    }

    private static String faults(String... rows) {
        return String.join("\n", Completeness.faults(PRODUCED, "[" + String.join(",", rows) + "]"));
    }

    private static String row(int partition, int rows, int offsets, int first, int last) {
        return String.format(
                "{\"topic\":\"flights\",\"number\":%d,\"rows\":%d,\"offsets\":%d,\"first\":%d,\"last\":%d}",
                partition, rows, offsets, first, last);
    }
}
