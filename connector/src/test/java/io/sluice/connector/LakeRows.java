package io.sluice.connector;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.sluice.connector.lake.Logs;
import io.sluice.connector.parquet.KernelRows;
import io.sluice.storage.ledger.Ledger;
import io.sluice.storage.ledger.LedgerFile;
import io.sluice.storage.ledger.LedgerState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** Reads a table as any Delta reader does, by Kernel's scan and Parquet reader. */
public final class LakeRows {
    private static final Engine ENGINE = DefaultEngine.create(new Configuration());

    private LakeRows() {}

    /** {@code partition@offset} of every live row, in no order; none while there is no table. */
    public static List<String> coordinates(Path table) throws IOException {
        List<String> rows = new ArrayList<>();
        if (Files.exists(table.resolve(Ledger.FOLDER))) {
            return ledgered(table);
        }
        if (!Files.exists(table.resolve("_delta_log/00000000000000000000.json"))) {
            return rows;
        }
        Snapshot snapshot = TableManager.loadSnapshot(table.toString()).build(ENGINE);
        Scan scan = snapshot.getScanBuilder().build();
        StructType physical = ScanStateRow.getPhysicalDataReadSchema(scan.getScanState(ENGINE));
        try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(ENGINE)) {
            while (files.hasNext()) {
                try (CloseableIterator<Row> file = files.next().getRows()) {
                    while (file.hasNext()) {
                        read(InternalScanFileUtils.getAddFileStatus(file.next()), physical, rows);
                    }
                }
            }
        }
        return rows;
    }

    private static List<String> ledgered(Path table) throws IOException {
        Ledger ledger = Logs.ledger(table);
        List<String> rows = new ArrayList<>();
        Optional<LedgerState> state = ledger.load(Optional.empty());
        if (state.isEmpty()) {
            return rows;
        }
        StructType schema =
                new StructType().add("_kafka_partition", IntegerType.INTEGER).add("_kafka_offset", LongType.LONG);
        for (LedgerFile file : ledger.files(state.get())) {
            String path = table.resolve(URI.create(file.path()).getPath()).toString();
            read(FileStatus.of(path, file.size(), file.modificationTime()), schema, rows);
        }
        return rows;
    }

    /** Every live row by column, nulls left out, in no order: as Kernel's readers see a table, by its columns' names of now. */
    public static List<Map<String, Object>> rows(Path table) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        if (!Files.exists(table.resolve("_delta_log/00000000000000000000.json"))) {
            return rows;
        }
        Snapshot snapshot = TableManager.loadSnapshot(table.toString()).build(ENGINE);
        Scan scan = snapshot.getScanBuilder().build();
        Row state = scan.getScanState(ENGINE);
        StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
        StructType logical = snapshot.getSchema();
        try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(ENGINE)) {
            while (files.hasNext()) {
                try (CloseableIterator<Row> file = files.next().getRows()) {
                    while (file.hasNext()) {
                        read(file.next(), state, physical, logical, rows);
                    }
                }
            }
        }
        return rows;
    }

    private static void read(
            Row file, Row state, StructType physical, StructType logical, List<Map<String, Object>> rows)
            throws IOException {
        FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
        try (var read = ENGINE.getParquetHandler()
                        .readParquetFiles(Utils.singletonCloseableIterator(status), physical, Optional.empty());
                var batches = Scan.transformPhysicalData(ENGINE, state, file, read.map(FileReadResult::getData))) {
            while (batches.hasNext()) {
                ColumnarBatch batch = batches.next().getData();
                for (int row = 0; row < batch.getSize(); row++) {
                    Map<String, Object> fields = new TreeMap<>();
                    for (String name : batch.getSchema().fieldNames()) {
                        int column = batch.getSchema().indexOf(name);
                        Object value = KernelRows.value(
                                batch.getColumnVector(column),
                                row,
                                logical.get(name).getDataType());
                        if (value != null) {
                            fields.put(name, value);
                        }
                    }
                    rows.add(fields);
                }
            }
        }
    }

    private static void read(FileStatus file, StructType schema, List<String> rows) throws IOException {
        int partition = schema.indexOf("_kafka_partition");
        int offset = schema.indexOf("_kafka_offset");
        try (var results = ENGINE.getParquetHandler()
                .readParquetFiles(Utils.singletonCloseableIterator(file), schema, Optional.empty())) {
            while (results.hasNext()) {
                ColumnarBatch batch = results.next().getData();
                for (int row = 0; row < batch.getSize(); row++) {
                    rows.add(batch.getColumnVector(partition).getInt(row) + "@"
                            + batch.getColumnVector(offset).getLong(row));
                }
            }
        }
    }
}
