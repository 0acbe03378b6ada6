package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.config.LakeSettings.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DamagedLedgerTest extends AnyDamagedLogTest {
    @Override
    Format format() {
        return Format.PARQUET;
    }

    @Override
    String checkpoint() {
        return "00000000000000000010.00000000000000000001.checkpoint.json";
    }

    @Test
    void aDigitThatChangedIsNoticed() throws Exception {
        table(3);
        Path entry = Logs.entry(lake.resolve("events"), format(), 3);
        Files.writeString(entry, Files.readString(entry).replace("\"version\":3,\"last", "\"version\":4,\"last"));

        assertThatThrownBy(() -> open().latest())
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("00000000000000000003.json is cut off or changed");
    }

    @Test
    void anEntryThatIsGoneIsNamed() throws Exception {
        table(3);
        Files.delete(Logs.entry(lake.resolve("events"), format(), 2));

        assertThatThrownBy(() -> open().latest())
                .isInstanceOf(LakeRefusedException.class)
                .hasMessageContaining("00000000000000000002.json is missing");
    }
}
