package io.sluice.connector.lake;

import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.types.StructType;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.RoutingMarker;
import io.sluice.connector.offset.TopicMarker;
import io.sluice.connector.schema.Widening;
import io.sluice.storage.ledger.LedgerState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A plain Parquet table at one version of its ledger. */
record LedgerSnapshot(LedgerState state, StructType schema, SourceOffsets offsets) implements TableSnapshot {
    static LedgerSnapshot of(LedgerState state) {
        Map<AppId, Long> versions = new HashMap<>();
        Map<TopicMarker, Long> markers = new HashMap<>();
        Map<RoutingMarker, Long> routings = new HashMap<>();
        state.txns().values().forEach(txn -> {
            AppId.parse(txn.appId()).ifPresent(appId -> versions.put(appId, txn.version()));
            TopicMarker.parse(txn.appId()).ifPresent(marker -> markers.put(marker, txn.version()));
            RoutingMarker.parse(txn.appId()).ifPresent(routing -> routings.put(routing, txn.version()));
        });
        return new LedgerSnapshot(
                state,
                DataTypeJsonSerDe.deserializeStructType(state.table().schema()),
                new SourceOffsets(versions, markers, routings));
    }

    @Override
    public long version() {
        return state.version();
    }

    @Override
    public String id() {
        return state.tableId();
    }

    @Override
    public List<String> partitionColumns() {
        return state.table().partitionColumns();
    }

    @Override
    public List<Column> clusteringColumns() {
        return List.of();
    }

    @Override
    public Map<String, String> properties() {
        return state.table().properties();
    }

    /** None: readers of Parquet files take a column's type from the table, and most of them cannot read a narrower one as it. */
    @Override
    public Widening widening() {
        return Widening.NONE;
    }

    @Override
    public void requireWritable(String location) {
        if (state.promoted().isPresent()) {
            throw new LakeRefusedException(
                    "Cannot land in table " + location + ": it was promoted to "
                            + state.promoted().get() + " with version " + state.version()
                            + " of its ledger, and lake.format=parquet. Set lake.format="
                            + state.promoted().get()
                            + ": the table has its offsets there. If the promotion was interrupted, run analytics promote again first.");
        }
    }
}
