package io.sluice.connector.source;

import io.sluice.connector.config.SourceSettings;
import io.sluice.connector.config.SourceSettings.OffsetGap;
import io.sluice.connector.error.SinkErrors;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.TopicMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Compares what a table holds of a topic with what Kafka says of it. Pure.
 *
 * <p>A topic that was made anew is one gap in all its partitions at once: its new id is recorded in the commit that moves the first of
 * them, and nothing would tell the others' old offsets from new ones after that.
 *
 * <p>With transforms a table may lag behind the partition for good, because they send its records elsewhere or filter them. What the group
 * was told is durable in every table then, and the partition starts there: nothing is lost while Kafka has that offset.
 *
 * @param transforms whether SMTs may filter records or send them to other tables
 */
public record GapRule(SourceSettings settings, SourceFacts facts, boolean transforms) {
    /**
     * @param held offsets in the table, of the partition's whole topic, resets left out
     * @param recorded what the table says the topic was
     * @return the gaps to pass over; empty when the lake and Kafka agree as far as they can be compared
     * @throws ConnectException the policy is to fail, or the offsets are another cluster's
     */
    public List<Gap> gaps(AppId appId, Map<AppId, Long> held, Optional<TopicMarker> recorded) {
        if (held.isEmpty()) {
            return List.of();
        }
        Optional<TopicMarker> found = facts.marker(settings, appId.partition().topic());
        boolean another = recorded.isPresent() && found.isPresent() && !recorded.equals(found);
        List<Gap> gaps = another ? ofAll(held) : ofOne(appId, held);
        if (another) {
            requireSameCluster(appId.partition().topic(), recorded.get(), found.get());
        }
        if (!gaps.isEmpty() && settings.offsetGap() == OffsetGap.FAIL) {
            throw SinkErrors.offsetGap(gaps.get(0).text());
        }
        return gaps;
    }

    private List<Gap> ofAll(Map<AppId, Long> held) {
        List<Gap> gaps = new ArrayList<>();
        held.forEach((appId, offset) -> gaps.add(new Gap(
                appId.partition(),
                Gap.Cause.RECREATED,
                offset,
                // Not a partition of the new topic, or nobody may tell: as if it had never landed.
                facts.of(appId.partition()).orElse(LogBounds.UNKNOWN))));
        return gaps;
    }

    private List<Gap> ofOne(AppId appId, Map<AppId, Long> held) {
        TopicPartition partition = appId.partition();
        Optional<LogBounds> log = facts.of(partition);
        if (!held.containsKey(appId) || log.isEmpty()) {
            return List.of();
        }
        return Gap.between(partition, held.get(appId), log.get())
                .filter(gap -> gap.cause() != Gap.Cause.EXPIRED || !passed(partition, log.get()))
                .stream()
                .toList();
    }

    private boolean passed(TopicPartition partition, LogBounds log) {
        return transforms && facts.group().getOrDefault(partition, -1L) >= log.start();
    }

    private void requireSameCluster(String topic, TopicMarker recorded, TopicMarker found) {
        if (!recorded.clusterId().equals(found.clusterId())) {
            throw SinkErrors.anotherCluster(topic, settings.sourceId(), recorded.clusterId(), found.clusterId());
        }
    }
}
