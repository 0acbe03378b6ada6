package io.sluice.benchmark.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExpectedTest {
    @Test
    void whatATableMustGiveIsTheSameWhenItIsReadAgain(@TempDir Path folder) {
        Expected expected = Events.of(10).expected();

        expected.write(folder.resolve("note"));

        assertThat(Expected.read(folder.resolve("note"))).isEqualTo(expected);
        assertThat(expected.records()).isEqualTo(10);
        assertThat(Events.of(10).expected()).as("the same seed again").isEqualTo(expected);
    }
}
