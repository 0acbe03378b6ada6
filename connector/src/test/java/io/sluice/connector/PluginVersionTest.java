package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PluginVersionTest {
    @Test
    void theVersionIsTheOneThatMavenBuilt() {
        assertThat(PluginVersion.get()).matches("\\d+\\.\\d+\\.\\d+(-.+)?");
    }
}
