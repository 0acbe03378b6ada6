package io.sluice.connector.lake;

import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.PassedGap;
import io.sluice.connector.offset.TopicMarker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one commit passes over.
 *
 * @param markers which topics the offsets are of from now on
 */
public record GapPass(List<PassedGap> gaps, Map<TopicMarker, Long> markers) {
    public GapPass {
        gaps = List.copyOf(gaps);
        markers = Map.copyOf(markers);
    }

    Map<AppId, Long> next() {
        Map<AppId, Long> next = new HashMap<>();
        gaps.forEach(gap -> next.put(gap.appId(), gap.next()));
        return next;
    }
}
