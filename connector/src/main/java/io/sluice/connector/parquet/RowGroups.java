package io.sluice.connector.parquet;

import io.sluice.connector.config.FileSettings;

/**
 * How many rows the next row group takes, and whether the file takes another. Sizes are only known when a column is written, and then the
 * rows are chosen: so they are foretold from the rows that were written before, and at first from the buffer.
 */
final class RowGroups {
    /** A rest smaller than this share of a file is no row group of its own. */
    private static final double SMALLEST_SHARE = 1.0 / 16;

    private final long targetBytes;
    private final long rowGroupRows;
    private double fileBytesPerRow;

    /** @param bytesPerRow in the buffer: more than in a file */
    RowGroups(FileSettings settings, double bytesPerRow) {
        this.targetBytes = settings.targetBytes();
        this.rowGroupRows = Math.max(1, (long) (settings.rowGroupBytes() / Math.max(bytesPerRow, 1)));
        this.fileBytesPerRow = Math.max(bytesPerRow, 1);
    }

    /** What a file has shown. */
    void observe(long rows, long bytes) {
        fileBytesPerRow = Math.max(1e-3, (double) bytes / rows);
    }

    boolean isFull(long fileBytes) {
        return (double) (targetBytes - fileBytes) < Math.max(targetBytes * SMALLEST_SHARE, fileBytesPerRow);
    }

    /** @return at least one row */
    int next(long fileBytes, int left) {
        long room = (long) ((targetBytes - fileBytes) / fileBytesPerRow);
        return (int) Math.max(1, Math.min(left, Math.min(rowGroupRows, room)));
    }
}
