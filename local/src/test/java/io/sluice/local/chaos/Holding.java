package io.sluice.local.chaos;

import java.util.Arrays;

/** How often each offset of one partition is live in a table, and with which id. */
final class Holding {
    private byte[] counts = new byte[1024];
    private long[] ids = new long[1024];
    private int end;
    private long checked;

    /** @return how often it is live now */
    int add(long offset, long id) {
        int at = Math.toIntExact(offset);
        if (at >= counts.length) {
            int length = Math.max(at + 1, 2 * counts.length);
            counts = Arrays.copyOf(counts, length);
            ids = Arrays.copyOf(ids, length);
        }
        end = Math.max(end, at + 1);
        ids[at] = id;
        return ++counts[at];
    }

    void remove(long offset) {
        counts[Math.toIntExact(offset)]--;
    }

    int count(long offset) {
        return offset < end ? counts[Math.toIntExact(offset)] : 0;
    }

    long id(long offset) {
        return ids[Math.toIntExact(offset)];
    }

    /** The offset after the highest that was ever live. */
    long end() {
        return end;
    }

    /** Offsets below were found to be there. */
    long checked() {
        return checked;
    }

    void checkedTo(long offset) {
        checked = Math.max(checked, offset);
    }
}
