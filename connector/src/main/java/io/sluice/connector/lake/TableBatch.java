package io.sluice.connector.lake;

import io.sluice.connector.column.ColumnBuffer;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.offset.TopicMarker;
import io.sluice.connector.routing.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one interval holds for one table: rows and the offsets that they cover leave the task together, as one value.
 *
 * @param expected what the task believes the table's offsets to be; empty for none
 * @param tableId id of the table when those beliefs were read, empty when there was none
 * @param markers which topics the offsets are of, where Kafka could be asked
 */
public record TableBatch(
        TableName name,
        ColumnBuffer rows,
        Map<AppId, OffsetRange> ranges,
        Map<AppId, OptionalLong> expected,
        Optional<String> tableId,
        Set<TopicMarker> markers) {
    public TableBatch {
        markers = Set.copyOf(markers);
        ranges = Map.copyOf(ranges);
        expected = Map.copyOf(expected);
        if (!expected.keySet().containsAll(ranges.keySet())) {
            throw new IllegalArgumentException(
                    "A range has no expected offset: " + ranges.keySet() + " in " + expected);
        }
    }

    public TableBatch(
            TableName name,
            ColumnBuffer rows,
            Map<AppId, OffsetRange> ranges,
            Map<AppId, OptionalLong> expected,
            Optional<String> tableId) {
        this(name, rows, ranges, expected, tableId, Set.of());
    }

    /** The markers that a commit to a table with these offsets brings: those of topics of which it holds nothing else. */
    Map<TopicMarker, Long> markersFor(SourceOffsets held) {
        return Markers.missing(markers, ranges.keySet(), held);
    }
}
