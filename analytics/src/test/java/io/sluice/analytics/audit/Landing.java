package io.sluice.analytics.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * One partition's part of a landing of topic {@code flights}: what is recorded, and what is really there.
 *
 * @param offsets of the rows that are in its file
 * @param rows as recorded
 * @param copies of the file
 * @param txn version of its {@code txn}
 */
record Landing(
        int partition,
        long start,
        long next,
        List<Long> offsets,
        long rows,
        Map<String, Long> dropped,
        long deadLettered,
        int copies,
        long txn) {

    /** Every offset from {@code start} to {@code next}, landed as it should. */
    static Landing of(int partition, long start, long next) {
        List<Long> offsets = LongStream.range(start, next).boxed().toList();
        return new Landing(partition, start, next, offsets, offsets.size(), Map.of(), 0, 1, next);
    }

    /** These offsets have no row, and the record does not count one for them. */
    Landing without(Long... missing) {
        return new Landing(
                partition, start, next, rest(missing), rows - missing.length, dropped, deadLettered, copies, txn);
    }

    /** These offsets have no row, although the record counts them. */
    Landing losing(Long... missing) {
        return new Landing(partition, start, next, rest(missing), rows, dropped, deadLettered, copies, txn);
    }

    Landing recording(Map<String, Long> drops, long deadLetters) {
        return new Landing(partition, start, next, offsets, rows, drops, deadLetters, copies, txn);
    }

    Landing twice() {
        return new Landing(partition, start, next, offsets, rows, dropped, deadLettered, 2, txn);
    }

    Landing withTxn(long version) {
        return new Landing(partition, start, next, offsets, rows, dropped, deadLettered, copies, version);
    }

    Map<String, Object> record() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("topic", "flights");
        record.put("partition", partition);
        record.put("start", start);
        record.put("next", next);
        record.put("rows", rows);
        record.put("dropped", dropped);
        record.put("deadLettered", deadLettered);
        record.put("rescued", 0);
        return record;
    }

    private List<Long> rest(Long... missing) {
        return offsets.stream()
                .filter(offset -> !List.of(missing).contains(offset))
                .toList();
    }
}
