package io.sluice.connector.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.config.LakeSettings.Format;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** On Delta. */
final class LandingTest extends AnyLandingTest {
    @Override
    Format format() {
        return Format.DELTA;
    }

    @Test
    void saysThatACommitReadNothing() throws Exception {
        landing(Map.of(), batch(Map.of(), 0, OptionalLong.empty(), "{\"id\":1}"))
                .run();
        assertThat(log(1)).contains("\"isBlindAppend\":true");
    }
}
