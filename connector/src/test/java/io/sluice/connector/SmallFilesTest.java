package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.routing.TableName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SmallFilesTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final TableName EVENTS = new TableName("events");
    private static final TableName CLICKS = new TableName("clicks");

    private final SmallFiles files = new SmallFiles(100_000, 0);

    @Test
    void tellsOnceAnHourOfTheTableWithTheMostSmallFilesAndWhatToDo() {
        for (int minute = 0; minute < 60; minute++) {
            assertThat(files.landed(EVENTS, 1, 9_000, minute)).isEmpty();
            assertThat(files.landed(CLICKS, 2, 10_000, minute)).isEmpty();
        }
        assertThat(files.landed(EVENTS, 1, 9_000, HOUR)).hasValueSatisfying(advice -> assertThat(advice)
                .contains(
                        "Table clicks got 120 files of 5000 bytes",
                        "file.target.bytes is 100000",
                        "commit.interval.ms"));
        assertThat(files.landed(EVENTS, 1, 9_000, HOUR + 1)).isEmpty();
    }

    @Test
    void saysNothingOfLargeFilesNorOfFewOnes() {
        for (int i = 0; i < 29; i++) {
            files.landed(EVENTS, 1, 10, i);
        }
        assertThat(files.landed(CLICKS, 100, 1_000_000, HOUR)).isEmpty();
    }
}
