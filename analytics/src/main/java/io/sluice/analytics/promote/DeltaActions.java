package io.sluice.analytics.promote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.storage.ledger.LedgerFile;
import io.sluice.storage.ledger.LedgerState;
import io.sluice.storage.ledger.LedgerTxn;
import io.sluice.storage.ledger.TableShape;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Version 0 of the Delta log that a ledger becomes (Delta's PROTOCOL.md, "Actions"). Made of the ledger alone, so that a promotion that is
 * repeated writes the same: the id stays, and so do statistics, offsets and their dates.
 */
record DeltaActions(LedgerState state, List<LedgerFile> files, String engineInfo) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    Iterator<String> lines() {
        return Stream.of(
                        Stream.of(
                                action("commitInfo", commitInfo()),
                                action("protocol", protocol()),
                                action("metaData", metaData())),
                        state.txns().values().stream()
                                .sorted(Comparator.comparing(LedgerTxn::appId))
                                .map(txn -> action("txn", txn)),
                        files.stream().map(file -> action("add", add(file))))
                .flatMap(actions -> actions)
                .iterator();
    }

    private static String action(String name, Object value) {
        try {
            return JSON.writeValueAsString(Map.of(name, value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Maps of texts and numbers can be written", e);
        }
    }

    private Map<String, Object> commitInfo() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("timestamp", state.timestamp());
        info.put("operation", "PROMOTE");
        info.put("operationParameters", Map.of("ledgerVersion", Long.toString(state.version())));
        info.put("isBlindAppend", false);
        info.put(
                "operationMetrics",
                Map.of(
                        "numFiles", Integer.toString(files.size()),
                        "numOutputRows",
                                Long.toString(files.stream()
                                        .mapToLong(LedgerFile::rows)
                                        .sum()),
                        "numOutputBytes",
                                Long.toString(files.stream()
                                        .mapToLong(LedgerFile::size)
                                        .sum())));
        info.put("engineInfo", engineInfo);
        info.put("txnId", state.txnId());
        return info;
    }

    /** No table feature, so that every Delta writer still writes the table, but the one that a type asks for. */
    private Map<String, Object> protocol() {
        Map<String, Object> protocol = new LinkedHashMap<>();
        if (hasLocalTimestamps(DataType.fromJson(state.table().schema()))) {
            protocol.put("minReaderVersion", 3);
            protocol.put("minWriterVersion", 7);
            protocol.put("readerFeatures", List.of("timestampNtz"));
            protocol.put("writerFeatures", List.of("timestampNtz", "appendOnly", "invariants"));
        } else {
            protocol.put("minReaderVersion", 1);
            protocol.put("minWriterVersion", 2);
        }
        return protocol;
    }

    private static boolean hasLocalTimestamps(DataType type) {
        if (type instanceof StructType struct) {
            return Stream.of(struct.fields()).anyMatch(field -> hasLocalTimestamps(field.dataType()));
        }
        if (type instanceof ArrayType array) {
            return hasLocalTimestamps(array.elementType());
        }
        if (type instanceof MapType map) {
            return hasLocalTimestamps(map.keyType()) || hasLocalTimestamps(map.valueType());
        }
        return type.equals(DataTypes.TimestampNTZType);
    }

    private Map<String, Object> metaData() {
        TableShape table = state.table();
        Map<String, Object> metaData = new LinkedHashMap<>();
        metaData.put("id", state.tableId());
        metaData.put("format", Map.of("provider", "parquet", "options", Map.of()));
        metaData.put("schemaString", table.schema());
        metaData.put("partitionColumns", table.partitionColumns());
        metaData.put("configuration", table.properties());
        metaData.put("createdTime", table.createdTime());
        return metaData;
    }

    private static Map<String, Object> add(LedgerFile file) {
        Map<String, Object> add = new LinkedHashMap<>();
        add.put("path", file.path());
        add.put("partitionValues", file.partitionValues());
        add.put("size", file.size());
        add.put("modificationTime", file.modificationTime());
        add.put("dataChange", true);
        if (file.stats() != null) {
            add.put("stats", file.stats());
        }
        return add;
    }
}
