package io.sluice.connector.offset;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class AppIdTest {
    @Test
    void encodesEachPart() {
        AppId appId = new AppId("a/b", "k c", new TopicPartition("t.1-ä", 7));

        assertThat(appId).hasToString("sluice/a%2Fb/k+c/t.1-%C3%A4/7");
    }

    @Test
    void leavesOtherWritersIdsAlone() {
        assertThat(AppId.parse("spark-query-1")).isEmpty();
        assertThat(AppId.parse("sluice/n/s/t/id/cluster/topic")).isEmpty();
        assertThat(AppId.parse("sluice/n/s/t/id")).isEmpty();
    }

    @Property
    void readsWhatItWrites(
            @ForAll @StringLength(max = 20) String namespace,
            @ForAll @StringLength(max = 20) String source,
            @ForAll @StringLength(min = 1, max = 20) String topic,
            @ForAll @IntRange(max = 99_999) int partition) {
        AppId appId =
                new AppId(wellFormed(namespace), wellFormed(source), new TopicPartition(wellFormed(topic), partition));

        assertThat(AppId.parse(appId.toString())).contains(appId);
    }

    @Property
    void givesTwoPartitionsTwoNames(
            @ForAll @StringLength(max = 5) String namespace,
            @ForAll @StringLength(max = 5) String topic,
            @ForAll @StringLength(max = 5) String otherNamespace,
            @ForAll @StringLength(max = 5) String otherTopic) {
        AppId one = new AppId(wellFormed(namespace), "kafka", new TopicPartition(wellFormed(topic), 0));
        AppId other = new AppId(wellFormed(otherNamespace), "kafka", new TopicPartition(wellFormed(otherTopic), 0));
        Assume.that(!one.equals(other));

        assertThat(one.toString()).isNotEqualTo(other.toString());
    }

    /** Lone surrogates have no UTF-8; a setting or a topic's name that has them cannot exist. */
    private static String wellFormed(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }
}
