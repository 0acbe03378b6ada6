package io.sluice.benchmark.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.benchmark.events.Events;
import io.sluice.benchmark.table.ParquetFolder;
import io.sluice.benchmark.table.Verification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The floor's files hold what was produced, by an independent reader; and that reader finds what is missing or changed. */
final class EventFilesTest {
    private static final int COUNT = 2 * Column.PAGE_ROWS + 1_000;

    @TempDir
    private Path folder;

    @Test
    void aFileHoldsEveryEventOverSeveralPages() throws IOException {
        Events events = Events.of(COUNT);
        write(events.values());

        Verification.require(new ParquetFolder(folder).files(), events.expected());
    }

    @Test
    void aTableThatLacksOneOrHasOneTwiceIsRefusedByTheSumsThatShowIt() throws IOException {
        Events events = Events.of(100);
        write(events.values().subList(0, 99));
        Files.move(folder.resolve("part-0.parquet"), folder.resolve("most.parquet"));
        assertThatThrownBy(() -> Verification.require(new ParquetFolder(folder).files(), events.expected()))
                .hasMessageContaining("ROWS=expected 100, found 99")
                .hasMessageContaining("NOTES=");

        write(List.of(events.values().get(0)));
        assertThatThrownBy(() -> Verification.require(new ParquetFolder(folder).files(), events.expected()))
                .hasMessageContaining("DISTINCT_IDS=expected 100, found 99")
                .hasMessageNotContaining("ROWS=");
    }

    @Test
    void fieldsMayComeInAnyOrderAndWhatTheseEventsNeverHaveIsAnError() {
        EventRow row = new EventRow();
        row.add(bytes("{\"ok\":true,\"event_id\":5}"));
        assertThat(row.columns()).hasSize(12);
        assertThatThrownBy(() -> row.add(bytes("{\"other\":5}"))).hasMessageContaining("field");
        assertThatThrownBy(() -> row.add(bytes("{\"note\":\"a\\n\"}"))).hasMessageContaining("escape");
        assertThatThrownBy(() -> row.add(bytes("{\"lat\":1e5}"))).hasMessageContaining("number");
    }

    @Test
    void fractionsAreExact() {
        EventScan scan = new EventScan();
        for (String number : List.of("0.1", "-89.99999", "179.12345", "45", "-0.05", "123456789012.345")) {
            scan.begin(bytes("{\"n\":" + number + "}"));
            scan.nextField();
            assertThat(scan.nextDouble()).isEqualTo(Double.parseDouble(number));
        }
    }

    private void write(List<byte[]> values) throws IOException {
        try (EventFiles files = new EventFiles(folder)) {
            for (byte[] value : values) {
                files.add(value);
            }
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.US_ASCII);
    }
}
