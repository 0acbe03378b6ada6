package io.sluice.connector;

import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.config.SourceSettings;
import io.sluice.connector.config.SourceSettings.StartWithoutLakeOffset;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.lake.Lake;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.SourceOffsets;
import io.sluice.connector.lake.TableLog;
import io.sluice.connector.lake.TableSnapshot;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import io.sluice.connector.routing.TableRouter;
import io.sluice.connector.source.KafkaSource;
import io.sluice.connector.source.LogBounds;
import io.sluice.connector.source.Source;
import io.sluice.connector.source.SourceFacts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Moves a connector's offsets in every table that holds them, in the table that the topic's own name routes to, and in the ledger. What is wrong is found
 * before anything is written; what was written in some tables when the lake went away is written again by the same request.
 */
record OffsetMove(Lake lake, TableRouter router, SourceSettings settings, Source source) {
    private static final long RESET = -1;

    static void apply(SinkSettings settings, Map<TopicPartition, Long> offsets) {
        try (Source source = KafkaSource.of(settings.source().admin(), "sluice-offsets", Optional.empty())) {
            LakeStorage lake = LakeStorage.open(settings.lake(), PluginVersion.engineInfo());
            new OffsetMove(lake, TableRouter.of(settings.routing()), settings.source(), source).apply(offsets);
        } catch (LakeUnavailableException e) {
            throw away(e);
        }
    }

    void apply(Map<TopicPartition, Long> offsets) {
        requireThatKafkaHas(offsets);
        try {
            Map<TableName, Map<AppId, Long>> plan = new LinkedHashMap<>();
            for (TableName name : lake.tables()) {
                Optional<TableSnapshot> table = lake.table(name).latest();
                table.ifPresent(found -> plan.put(name, moves(name, found.offsets(), offsets)));
            }
            Map<AppId, Long> ledger = ledgerMoves(offsets);
            if (ledger.isEmpty()) {
                requireThatSomeTableTakes(offsets, plan);
            }
            for (Map.Entry<TableName, Map<AppId, Long>> move : plan.entrySet()) {
                lake.table(move.getKey()).moveOffsets(move.getValue());
            }
            // Last: until then a task starts where it did before, and each table takes what it lacks.
            ledger().moveOffsets(ledger);
        } catch (LakeUnavailableException e) {
            throw away(e);
        }
    }

    private TableLog ledger() {
        return lake.ledger(settings.namespace());
    }

    /** Empty without a ledger. */
    private Map<AppId, Long> ledgerMoves(Map<TopicPartition, Long> offsets) throws LakeUnavailableException {
        Optional<TableSnapshot> ledger = ledger().latest();
        Map<AppId, Long> moves = new HashMap<>();
        if (ledger.isPresent()) {
            if (offsets.isEmpty()) {
                ledger.get().offsets().versions().keySet().stream()
                        .filter(this::isOurs)
                        .forEach(appId -> moves.put(appId, RESET));
            }
            offsets.forEach((partition, offset) -> moves.put(appId(partition), offset == null ? RESET : offset));
        }
        return moves;
    }

    private Map<AppId, Long> moves(TableName table, SourceOffsets held, Map<TopicPartition, Long> offsets) {
        Map<AppId, Long> moves = new HashMap<>();
        if (offsets.isEmpty()) {
            held.versions().keySet().stream().filter(this::isOurs).forEach(appId -> moves.put(appId, RESET));
        }
        offsets.forEach((partition, offset) -> {
            AppId appId = appId(partition);
            if (held.versions().containsKey(appId)) {
                moves.put(appId, offset == null ? RESET : offset);
            } else if (offset != null && isRouted(partition, table)) {
                moves.put(appId, offset);
            }
        });
        return moves;
    }

    private void requireThatKafkaHas(Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, offset) -> {
            if (offset != null && offset < 0) {
                throw new ConnectException("Cannot move " + partition + " to offset " + offset
                        + ": offsets begin at 0. Give 0 or more, or null for a reset.");
            }
        });
        SourceFacts facts = offsets.isEmpty()
                ? SourceFacts.NONE
                : source.look(
                        offsets.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        offsets.forEach((partition, offset) -> {
            Optional<LogBounds> log = facts.of(partition);
            if (offset != null
                    && log.isPresent()
                    && (offset < log.get().start() || offset > log.get().end())) {
                throw new ConnectException(
                        "Cannot move " + partition + " to offset " + offset + ": Kafka has the offsets "
                                + log.get().start() + " to " + log.get().end()
                                + " of it, and a task that starts elsewhere would meet a gap. Give one of these.");
            }
            boolean listed = facts.bounds().keySet().stream()
                    .anyMatch(other -> other.topic().equals(partition.topic()));
            if (offset != null && log.isEmpty() && listed) {
                throw new ConnectException("Cannot move " + partition + " to offset " + offset
                        + ": the topic has no such partition. Leave it out.");
            }
        });
    }

    /** An offset that no table takes would be the group's alone, which a task does not believe. */
    private void requireThatSomeTableTakes(Map<TopicPartition, Long> offsets, Map<TableName, Map<AppId, Long>> plan) {
        if (settings.startWithoutLakeOffset() == StartWithoutLakeOffset.GROUP) {
            return;
        }
        offsets.forEach((partition, offset) -> {
            AppId appId = appId(partition);
            if (offset != null && offset > 0 && plan.values().stream().noneMatch(moves -> moves.containsKey(appId))) {
                throw new ConnectException(
                        "Cannot move " + partition + " to offset " + offset
                                + ": no table in the lake holds the partition, and the topic's own table does not exist yet, so the lake has"
                                + " nowhere to keep the offset. Set start.without.lake.offset=group, and send the request again.");
            }
        });
    }

    private AppId appId(TopicPartition partition) {
        return new AppId(settings.namespace(), settings.sourceId(), partition);
    }

    private boolean isOurs(AppId appId) {
        return appId.namespace().equals(settings.namespace()) && appId.source().equals(settings.sourceId());
    }

    private boolean isRouted(TopicPartition partition, TableName table) {
        try {
            return router.isByTopic(partition.topic())
                    && router.route(partition.topic()).equals(table);
        } catch (RecordError unroutable) {
            return false;
        }
    }

    private static ConnectException away(LakeUnavailableException cause) {
        return new ConnectException(
                cause.getMessage()
                        + ". The offsets may be moved in some tables only: send the request again when the store answers.",
                cause);
    }
}
