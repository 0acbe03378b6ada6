package io.sluice.connector.lake;

import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.TopicMarker;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which topic markers a commit brings. */
final class Markers {
    private Markers() {}

    /**
     * Those that a log with these offsets lacks: of topics of which it holds nothing else.
     *
     * @param appIds partitions that the commit moves
     */
    static Map<TopicMarker, Long> missing(Collection<TopicMarker> known, Collection<AppId> appIds, SourceOffsets held) {
        Map<TopicMarker, Long> missing = new HashMap<>();
        for (TopicMarker marker : known) {
            AppId any = appIds.stream().filter(marker::isOf).findAny().orElse(null);
            if (any == null) {
                continue;
            }
            Optional<TopicMarker> holds = held.marker(any);
            boolean another = holds.isPresent() && !holds.get().equals(marker);
            if (holds.isEmpty() || (another && held.ofTopic(any).isEmpty())) {
                missing.put(marker, held.nextGeneration(any));
            }
        }
        return missing;
    }
}
