package io.sluice.storage.ledger;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.apache.hadoop.fs.FileStatus;

/**
 * What a listing showed of a ledger.
 *
 * @param checkpoints version to the first one that its widest checkpoint covers
 */
record LedgerListing(NavigableSet<Long> entries, NavigableMap<Long, Long> checkpoints) {
    static final LedgerListing NOTHING = of(java.util.Collections.emptyIterator());

    static LedgerListing of(Iterator<FileStatus> files) {
        NavigableSet<Long> entries = new TreeSet<>();
        NavigableMap<Long, Long> checkpoints = new TreeMap<>();
        while (files.hasNext()) {
            String name = files.next().getPath().getName();
            Matcher entry = LedgerNames.ENTRY.matcher(name);
            Matcher checkpoint = LedgerNames.CHECKPOINT.matcher(name);
            if (entry.matches()) {
                entries.add(LedgerNames.number(entry, 1));
            } else if (checkpoint.matches()) {
                checkpoints.merge(LedgerNames.number(checkpoint, 1), LedgerNames.number(checkpoint, 2), Math::min);
            }
        }
        return new LedgerListing(entries, checkpoints);
    }

    boolean isEmpty() {
        return entries.isEmpty() && checkpoints.isEmpty();
    }

    /** The newest version. */
    long latest() {
        long entry = entries.isEmpty() ? -1 : entries.last();
        Map.Entry<Long, Long> checkpoint = checkpoints.lastEntry();
        return checkpoint == null ? entry : Math.max(entry, checkpoint.getKey());
    }
}
