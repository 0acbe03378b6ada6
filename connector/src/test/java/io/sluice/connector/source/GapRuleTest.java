package io.sluice.connector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.config.SourceSettings;
import io.sluice.connector.config.SourceSettings.OffsetGap;
import io.sluice.connector.config.SourceSettings.StartWithoutLakeOffset;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.TopicMarker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

final class GapRuleTest {
    private static final TopicPartition P0 = new TopicPartition("t", 0);
    private static final TopicPartition P1 = new TopicPartition("t", 1);
    private static final Optional<TopicMarker> UNKNOWN = Optional.empty();

    private static AppId appId(TopicPartition partition) {
        return new AppId("ns", "kafka", partition);
    }

    private static GapRule rule(OffsetGap policy, SourceFacts facts) {
        return new GapRule(
                new SourceSettings("ns", "kafka", false, policy, StartWithoutLakeOffset.FAIL, Map.of()), facts, false);
    }

    private static GapRule withTransforms(OffsetGap policy, SourceFacts facts) {
        return new GapRule(rule(policy, facts).settings(), facts, true);
    }

    private static SourceFacts facts(long start, long end) {
        return new SourceFacts(
                Optional.of("cluster"),
                Map.of("t", "new"),
                Map.of(P0, new LogBounds(start, end), P1, new LogBounds(start, end)),
                Map.of());
    }

    private static SourceFacts facts(long start, long end, long group) {
        SourceFacts told = facts(start, end);
        return new SourceFacts(told.clusterId(), told.topicIds(), told.bounds(), Map.of(P0, group));
    }

    private static Optional<TopicMarker> marker(String cluster, String topic) {
        return Optional.of(new TopicMarker("ns", "kafka", "t", cluster, topic));
    }

    @Test
    void findsNoneWhereKafkaHasWhatTheLakeExpects() {
        for (long lake : new long[] {10, 15, 20}) {
            assertThat(rule(OffsetGap.FAIL, facts(10, 20))
                            .gaps(appId(P0), Map.of(appId(P0), lake), marker("cluster", "new")))
                    .as("%d in 10 to 20", lake)
                    .isEmpty();
        }
    }

    @Test
    void findsWhatRetentionRemoved() {
        List<Gap> gaps =
                rule(OffsetGap.EARLIEST, facts(10, 20)).gaps(appId(P0), Map.of(appId(P0), 9L, appId(P1), 5L), UNKNOWN);

        assertThat(gaps).singleElement().satisfies(gap -> {
            assertThat(gap.cause()).isEqualTo(Gap.Cause.EXPIRED);
            assertThat(gap.partition()).isEqualTo(P0);
            assertThat(gap.next(OffsetGap.EARLIEST)).isEqualTo(10);
            assertThat(gap.next(OffsetGap.LATEST)).isEqualTo(20);
        });
    }

    @Test
    void findsATopicThatLostItsTail() {
        assertThat(rule(OffsetGap.LATEST, facts(10, 20)).gaps(appId(P0), Map.of(appId(P0), 21L), UNKNOWN))
                .extracting(Gap::cause)
                .containsExactly(Gap.Cause.TRUNCATED);
    }

    @Test
    void movesAllPartitionsOfATopicThatWasMadeAnew() {
        AppId gone = appId(new TopicPartition("t", 9));
        List<Gap> gaps = rule(OffsetGap.EARLIEST, facts(0, 20))
                .gaps(appId(P0), Map.of(appId(P0), 15L, appId(P1), 12L, gone, 7L), marker("cluster", "old"));

        assertThat(gaps).allSatisfy(gap -> assertThat(gap.cause()).isEqualTo(Gap.Cause.RECREATED));
        assertThat(gaps)
                .extracting(gap -> gap.partition() + "=" + gap.next(OffsetGap.EARLIEST))
                .containsExactlyInAnyOrder("t-0=0", "t-1=0", "t-9=-1");
    }

    @Test
    void failsWithValuesAndRemedies() {
        assertThatThrownBy(() -> rule(OffsetGap.FAIL, facts(10, 20)).gaps(appId(P0), Map.of(appId(P0), 9L), UNKNOWN))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("the lake expects offset 9 of t-0 next")
                .hasMessageContaining("first offset is 10 now")
                .hasMessageContaining("offset.gap=earliest")
                .hasMessageContaining("PATCH");
        assertThatThrownBy(() -> rule(OffsetGap.FAIL, facts(0, 90))
                        .gaps(appId(P0), Map.of(appId(P0), 9L), marker("cluster", "old")))
                .hasMessageContaining("created again");
    }

    @Test
    void refusesAnotherClusterWhateverThePolicy() {
        assertThatThrownBy(() -> rule(OffsetGap.EARLIEST, facts(0, 90))
                        .gaps(appId(P0), Map.of(appId(P1), 9L), marker("another", "old")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("cluster another")
                .hasMessageContaining("source.id");
    }

    @Test
    void comparesNothingThatItIsNotTold() {
        assertThat(rule(OffsetGap.FAIL, SourceFacts.NONE)
                        .gaps(appId(P0), Map.of(appId(P0), 9L), marker("another", "old")))
                .isEmpty();
        assertThat(rule(OffsetGap.FAIL, facts(10, 20)).gaps(appId(P0), Map.of(), marker("another", "old")))
                .as("nothing landed yet")
                .isEmpty();
    }

    @Test
    void whatTransformsFilteredOrSentElsewhereIsNoGapWhileKafkaHasWhatTheGroupWasTold() {
        Map<AppId, Long> held = Map.of(appId(P0), 9L);

        assertThat(withTransforms(OffsetGap.FAIL, facts(10, 20, 10)).gaps(appId(P0), held, UNKNOWN))
                .isEmpty();
        assertThat(withTransforms(OffsetGap.EARLIEST, facts(10, 20, 9)).gaps(appId(P0), held, UNKNOWN))
                .as("the group is behind the log too")
                .hasSize(1);
        assertThat(withTransforms(OffsetGap.EARLIEST, facts(10, 20)).gaps(appId(P0), held, UNKNOWN))
                .as("nobody may tell what the group was told")
                .hasSize(1);
        assertThat(rule(OffsetGap.EARLIEST, facts(10, 20, 10)).gaps(appId(P0), held, UNKNOWN))
                .as("without transforms the table's offset is where it starts")
                .hasSize(1);
        assertThat(withTransforms(OffsetGap.EARLIEST, facts(10, 20, 21))
                        .gaps(appId(P0), Map.of(appId(P0), 21L), UNKNOWN))
                .as("a topic that lost its tail")
                .hasSize(1);
    }
}
