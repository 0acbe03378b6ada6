package io.sluice.connector.offset;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class TopicMarkerTest {
    @Property(tries = 300)
    void isReadAsItWasWritten(
            @ForAll String namespace, @ForAll String source, @ForAll String topic, @ForAll String cluster) {
        TopicMarker marker = new TopicMarker(
                wellFormed(namespace), wellFormed(source), wellFormed(topic), wellFormed(cluster), "AAAA-_b");

        assertThat(TopicMarker.parse(marker.toString())).contains(marker);
        assertThat(AppId.parse(marker.toString()))
                .as("never taken for an offset")
                .isEmpty();
    }

    @Test
    void isNoOffsetAndNoOffsetIsOne() {
        TopicMarker marker = new TopicMarker("ns", "kafka", "t", "cluster", "id");
        AppId appId = new AppId("ns", "kafka", new TopicPartition("t", 0));

        assertThat(marker).hasToString("sluice/ns/kafka/t/id/cluster/id");
        assertThat(TopicMarker.parse(appId.toString())).isEmpty();
        assertThat(marker.isOf(appId)).isTrue();
        assertThat(marker.isOf(new AppId("ns", "kafka", new TopicPartition("u", 0))))
                .isFalse();
    }

    /** A lone surrogate has no UTF-8. */
    private static String wellFormed(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }
}
