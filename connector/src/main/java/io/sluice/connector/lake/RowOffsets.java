package io.sluice.connector.lake;

import io.delta.kernel.Scan;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.expressions.And;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.sluice.storage.ledger.LedgerFile;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.common.TopicPartition;

/** Which offsets of one partition are rows of a table, read from its data files by the {@code _kafka_*} columns. */
final class RowOffsets {
    private static final String TOPIC = "_kafka_topic";
    private static final String PARTITION = "_kafka_partition";
    private static final String OFFSET = "_kafka_offset";
    private static final StructType COORDINATES = new StructType()
            .add(TOPIC, StringType.STRING)
            .add(PARTITION, IntegerType.INTEGER)
            .add(OFFSET, LongType.LONG);

    private final TopicPartition wanted;
    private final long from;
    private final long to;
    private final Set<Long> found = new HashSet<>();

    /** @param to exclusive */
    RowOffsets(TopicPartition wanted, long from, long to) {
        this.wanted = wanted;
        this.from = from;
        this.to = to;
    }

    /** Of a Delta table's live rows; its statistics leave most files out. */
    Set<Long> in(Engine engine, SnapshotImpl table) throws IOException {
        Scan scan = table.getScanBuilder()
                .withReadSchema(COORDINATES)
                .withFilter(new And(
                        new Predicate(">=", new Column(OFFSET), Literal.ofLong(from)),
                        new Predicate("<", new Column(OFFSET), Literal.ofLong(to))))
                .build();
        Row state = scan.getScanState(engine);
        StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> files = batches.next().getRows()) {
                    while (files.hasNext()) {
                        read(engine, state, files.next(), physical);
                    }
                }
            }
        }
        return found;
    }

    private void read(Engine engine, Row state, Row file, StructType physical) throws IOException {
        FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
        try (CloseableIterator<FileReadResult> results = engine.getParquetHandler()
                        .readParquetFiles(Utils.singletonCloseableIterator(status), physical, Optional.empty());
                CloseableIterator<FilteredColumnarBatch> batches =
                        Scan.transformPhysicalData(engine, state, file, results.map(FileReadResult::getData))) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> rows = batches.next().getRows()) {
                    rows.forEachRemaining(row -> take(row.getString(0), row.getInt(1), row.getLong(2)));
                }
            }
        }
    }

    /** Of a plain Parquet table. */
    Set<Long> in(Engine engine, String location, List<LedgerFile> files) throws IOException {
        for (LedgerFile file : files) {
            String path = new Path(location, URI.create(file.path()).getPath()).toString();
            FileStatus status = FileStatus.of(path, file.size(), file.modificationTime());
            try (CloseableIterator<FileReadResult> results = engine.getParquetHandler()
                    .readParquetFiles(Utils.singletonCloseableIterator(status), COORDINATES, Optional.empty())) {
                while (results.hasNext()) {
                    read(results.next().getData(), file);
                }
            }
        }
        return found;
    }

    /** Partition columns are in no file. */
    private void read(ColumnarBatch batch, LedgerFile file) {
        String topic = file.partitionValues().get(TOPIC);
        String partition = file.partitionValues().get(PARTITION);
        String offset = file.partitionValues().get(OFFSET);
        for (int row = 0; row < batch.getSize(); row++) {
            take(
                    topic == null ? batch.getColumnVector(0).getString(row) : topic,
                    partition == null ? batch.getColumnVector(1).getInt(row) : Integer.parseInt(partition),
                    offset == null ? batch.getColumnVector(2).getLong(row) : Long.parseLong(offset));
        }
    }

    private void take(String topic, int partition, long offset) {
        if (partition == wanted.partition()
                && offset >= from
                && offset < to
                && wanted.topic().equals(topic)) {
            found.add(offset);
        }
    }
}
