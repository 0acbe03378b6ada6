package io.sluice.connector;

import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.config.SourceSettings;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.lake.LakeStorage;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.SourceOffsets;
import io.sluice.connector.lake.TableLog;
import io.sluice.connector.lake.TableSnapshot;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import io.sluice.connector.routing.TableRouter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** Moves a connector's offsets in every table that holds them, and in the table that the topic's own name routes to. */
record OffsetMove(LakeStorage storage, TableRouter router, SourceSettings source) {
    private static final long RESET = -1;

    static OffsetMove of(SinkSettings settings) {
        try {
            LakeStorage storage = LakeStorage.open(settings.lake(), PluginVersion.engineInfo());
            return new OffsetMove(storage, TableRouter.of(settings.table()), settings.source());
        } catch (LakeUnavailableException e) {
            throw away(e);
        }
    }

    void apply(Map<TopicPartition, Long> offsets) {
        try {
            for (TableName name : storage.tables()) {
                TableLog table = storage.table(name);
                Optional<TableSnapshot> snapshot = table.latest();
                if (snapshot.isPresent()) {
                    table.moveOffsets(moves(name, snapshot.get().offsets(), offsets));
                }
            }
        } catch (LakeUnavailableException e) {
            throw away(e);
        }
    }

    private Map<AppId, Long> moves(TableName table, SourceOffsets held, Map<TopicPartition, Long> offsets) {
        Map<AppId, Long> moves = new HashMap<>();
        if (offsets.isEmpty()) {
            held.versions().keySet().stream().filter(this::isOurs).forEach(appId -> moves.put(appId, RESET));
        }
        offsets.forEach((partition, offset) -> {
            AppId appId = new AppId(source.namespace(), source.sourceId(), partition);
            if (held.versions().containsKey(appId)) {
                moves.put(appId, offset == null ? RESET : offset);
            } else if (offset != null && isRouted(partition, table)) {
                moves.put(appId, offset);
            }
        });
        return moves;
    }

    private boolean isOurs(AppId appId) {
        return appId.namespace().equals(source.namespace()) && appId.source().equals(source.sourceId());
    }

    private boolean isRouted(TopicPartition partition, TableName table) {
        try {
            return router.route(partition.topic()).equals(table);
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
