package io.sluice.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataSetsTest {
    @TempDir
    Path folder;

    @Test
    void aTemperatureKeepsItsDigitsAndIsKeyedByItsDay() throws IOException {
        Path file = write("timestamp,value\n2013-12-02 21:20:00,74.93588199999998\n");

        assertThat(DataSets.MACHINE_TEMPERATURE.read(file))
                .containsExactly(new Message(
                        "2013-12-02", "{\"timestamp\":\"2013-12-02 21:20:00\",\"value\":74.93588199999998}"));
    }

    @Test
    void aLineOfJsonIsSentAsItStandsAndBlankLinesAreNoRecords() throws IOException {
        Path file = write("{\"origin\":\"DTW\", \"delay\":66}\n\n");

        assertThat(DataSets.FLIGHTS.read(file))
                .containsExactly(new Message("DTW", "{\"origin\":\"DTW\", \"delay\":66}"));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("data"), text);
    }
}
