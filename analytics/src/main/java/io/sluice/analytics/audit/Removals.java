package io.sluice.analytics.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What became of landed rows that are not in the table any more.
 *
 * @param found which commit took which rows, by comparing the table before and after it
 * @param unseen commits that may have taken rows, but whose table before can no longer be read
 * @param why they cannot
 */
record Removals(List<Removal> found, List<Commit> unseen, Optional<String> why) {
    static final Removals NONE = new Removals(List.of(), List.of(), Optional.empty());

    Removals {
        found = List.copyOf(found);
        unseen = List.copyOf(unseen);
    }

    /** The rows that {@code commit} took. */
    record Removal(Commit commit, Map<TopicPartition, OffsetSet> offsets) {
        OffsetSet of(TopicPartition partition) {
            return offsets.getOrDefault(partition, new OffsetSet());
        }
    }
}
