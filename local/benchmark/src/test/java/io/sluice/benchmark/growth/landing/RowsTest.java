package io.sluice.benchmark.growth.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RowsTest {
    @Test
    void rowsAreTheSameEachTimeAndComeInCircles() {
        Rows rows = new Rows(2, 0, 2);
        String first = next(rows);
        String second = next(rows);

        assertThat(first)
                .matches("\\{\"c100000\":100\\d{3},\"c100001\":100\\d{3}}")
                .isNotEqualTo(second);
        assertThat(next(rows)).isEqualTo(first);
        assertThat(next(new Rows(2, 0, 2))).isEqualTo(first);
    }

    @Test
    void thePartitionColumnIsOneOfTheColumnsAndItsValuesComeByTurns() {
        Rows rows = new Rows(2, 2, 4);

        assertThat(next(rows)).matches("\\{\"part\":\"p100000\",\"c100001\":100\\d{3}}");
        assertThat(next(rows)).startsWith("{\"part\":\"p100001\",");
        assertThat(next(rows)).startsWith("{\"part\":\"p100000\",");
    }

    private static String next(Rows rows) {
        return new String(rows.next(), StandardCharsets.US_ASCII);
    }
}
