package io.sluice.analytics.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;

/** One version's actions, folded into one row by {@link LogReader}, as a {@link Commit}. */
final class CommitRow {
    private CommitRow() {}

    static Commit commit(Row row) {
        long version = row.getAs("version");
        Row info = row.getAs("info");
        Map<String, String> parameters = map(info, "operationParameters");
        List<Row> offsets =
                row.isNullAt(row.fieldIndex("offsets")) ? List.of() : row.getList(row.fieldIndex("offsets"));
        boolean readable = offsets.stream().noneMatch(CommitRow::broken)
                && (parameters.get("offsets") == null || !row.isNullAt(row.fieldIndex("offsets")));
        long files = row.getAs("files");
        long counted = row.getAs("counted");
        Long rows = row.getAs("rows");
        return new Commit(
                version,
                info == null || info.isNullAt(0) ? "" : info.getString(0),
                map(info, "operationMetrics"),
                readable ? ranges(version, parameters, offsets) : List.of(),
                txns(row.getList(row.fieldIndex("txns"))),
                counted < files ? -1 : rows == null ? 0 : rows,
                change(row),
                !readable,
                gaps(parameters, row));
    }

    private static Commit.Change change(Row row) {
        if (row.<Boolean>getAs("removes")) {
            return Commit.Change.REMOVES;
        }
        return row.<Boolean>getAs("rewrites") ? Commit.Change.REWRITES : Commit.Change.ADDS;
    }

    private static Map<SourcePartition, String> gaps(Map<String, String> parameters, Row row) {
        Map<SourcePartition, String> gaps = new HashMap<>();
        if (!row.isNullAt(row.fieldIndex("gaps"))) {
            for (Row gap : row.<Row>getList(row.fieldIndex("gaps"))) {
                if (gap != null && !gap.anyNull()) {
                    gaps.put(
                            new SourcePartition(
                                    parameters.getOrDefault("namespace", ""),
                                    parameters.getOrDefault("source", ""),
                                    gap.getString(0),
                                    gap.getInt(1)),
                            gap.getString(2));
                }
            }
        }
        return gaps;
    }

    private static boolean broken(Row offsets) {
        return offsets == null
                || offsets.isNullAt(0)
                || offsets.isNullAt(1)
                || offsets.isNullAt(2)
                || offsets.isNullAt(3)
                || offsets.isNullAt(4);
    }

    private static List<LandedRange> ranges(long version, Map<String, String> parameters, List<Row> offsets) {
        List<LandedRange> ranges = new ArrayList<>();
        for (Row range : offsets) {
            SourcePartition partition = new SourcePartition(
                    parameters.getOrDefault("namespace", ""),
                    parameters.getOrDefault("source", ""),
                    range.getString(0),
                    range.getInt(1));
            ranges.add(new LandedRange(
                    version,
                    partition,
                    range.getLong(2),
                    range.getLong(3),
                    range.getLong(4),
                    counts(range),
                    range.isNullAt(6) ? 0 : range.getLong(6)));
        }
        return ranges;
    }

    private static Map<String, Long> counts(Row range) {
        Map<String, Long> counts = range.isNullAt(5) ? new HashMap<>() : new HashMap<>(range.getJavaMap(5));
        counts.values().removeIf(Objects::isNull);
        return counts;
    }

    private static Map<SourcePartition, Long> txns(List<Row> rows) {
        Map<SourcePartition, Long> txns = new HashMap<>();
        for (Row txn : rows) {
            SourcePartition.parse(txn.getString(0)).ifPresent(partition -> txns.put(partition, txn.getLong(1)));
        }
        return txns;
    }

    private static Map<String, String> map(Row info, String field) {
        if (info == null || info.isNullAt(info.fieldIndex(field))) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>(info.getJavaMap(info.fieldIndex(field)));
        values.values().removeIf(Objects::isNull);
        return values;
    }
}
