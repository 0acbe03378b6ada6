package io.sluice.connector;

import io.sluice.connector.routing.TableName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Notices when commits make many files that are far below {@code file.target.bytes}: readers pay for each file, and nobody sees it until
 * queries are slow. Speaks once an hour at most, of the table with the most such files. Pure; times in ms.
 */
final class SmallFiles {
    /** A file below this share of the target is small. */
    private static final int SHARE = 10;
    /** Fewer files in an hour are not worth a word. */
    private static final long MANY = 30;

    private static final long WINDOW_MS = Duration.ofHours(1).toMillis();

    private record Files(long count, long bytes) {
        Files plus(long more, long moreBytes) {
            return new Files(count + more, bytes + moreBytes);
        }
    }

    private final long targetBytes;
    private final Map<TableName, Files> landed = new HashMap<>();
    private long since;

    SmallFiles(long targetBytes, long nowMillis) {
        this.targetBytes = targetBytes;
        this.since = nowMillis;
    }

    /**
     * @param files that a commit made
     * @return what to tell the operator, if anything
     */
    Optional<String> landed(TableName table, int files, long bytes, long nowMillis) {
        landed.merge(table, new Files(files, bytes), (sum, more) -> sum.plus(more.count(), more.bytes()));
        if (nowMillis - since < WINDOW_MS) {
            return Optional.empty();
        }
        Optional<String> advice = landed.entrySet().stream()
                .filter(entry -> isSmall(entry.getValue()))
                .max(Map.Entry.comparingByValue((left, right) -> Long.compare(left.count(), right.count())))
                .map(entry -> advice(entry.getKey(), entry.getValue()));
        landed.clear();
        since = nowMillis;
        return advice;
    }

    private boolean isSmall(Files files) {
        return files.count() >= MANY && files.bytes() / files.count() < targetBytes / SHARE;
    }

    private String advice(TableName table, Files files) {
        return "Table " + table + " got " + files.count() + " files of " + files.bytes() / files.count()
                + " bytes on average in the last hour, and file.target.bytes is " + targetBytes
                + ": readers pay for each file. Raise commit.interval.ms, raise buffer.memory.bytes if it fills before the interval is"
                + " over, lower tasks.max, or partition the table by fewer values; and run OPTIMIZE.";
    }
}
