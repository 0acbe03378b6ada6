package io.sluice.connector.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class KafkaSourceTest {
    @Test
    void aClusterThatDoesNotAnswerIsNotAskedForever() {
        Map<String, String> nobody = Map.of(
                "bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", "300", "request.timeout.ms", "300");
        try (Source source = KafkaSource.of(nobody, "test", Optional.of("group"))) {
            long begin = System.nanoTime();

            assertThat(source.look(Set.of("t"))).isEqualTo(SourceFacts.NONE);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void withoutSettingsNobodyIsAsked() {
        try (Source source = KafkaSource.of(Map.of(), "test", Optional.empty())) {
            assertThat(source).isNotInstanceOf(KafkaSource.class);
            assertThat(source.look(Set.of("t"))).isEqualTo(SourceFacts.NONE);
        }
    }
}
