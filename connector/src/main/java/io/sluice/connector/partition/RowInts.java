package io.sluice.connector.partition;

/**
 * An int for each row of a batch, in an array that is kept for the next batch: made anew it would be a humongous object of G1's for a
 * hundred thousand rows, and each of those may start a marking of the whole heap. One thread at a time, and one batch.
 */
public final class RowInts {
    private int[] kept = {};

    /** @return an array for as many rows at least, whose content is that of the last batch */
    public int[] array(int rows) {
        if (kept.length < rows) {
            // Batches of one size differ by a few rows: the first that is a little larger leaves room for those to
            // come.
            kept = new int[Math.max(rows, kept.length + (kept.length >> 1))];
        }
        return kept;
    }
}
