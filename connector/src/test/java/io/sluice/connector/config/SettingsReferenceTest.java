package io.sluice.connector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class SettingsReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    @Test
    void thePageIsWhatTheDefinitionSays() throws IOException {
        String rendered = SettingsReference.render(SinkConfig.SETTINGS);
        if (System.getProperty("settings.write") != null) {
            Files.writeString(PAGE, rendered);
        }
        assertThat(Files.readString(PAGE))
                .as("%s is stale; its head says how to write it", PAGE)
                .isEqualTo(rendered);
    }

    @Test
    void everySettingHasItsSection() {
        String rendered = SettingsReference.render(SinkConfig.SETTINGS);
        assertThat(SinkConfig.SETTINGS).allSatisfy(setting -> {
            assertThat(rendered).contains("### " + setting.name().replace("*", "\\*") + "\n");
            assertThat(setting.example()).as(setting.name()).isNotBlank();
        });
    }
}
