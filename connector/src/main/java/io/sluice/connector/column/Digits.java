package io.sluice.connector.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Runs of ASCII digits, read eight at a time: how many a number has differs from one to the next, and a loop over them would mostly end where
 * the processor does not expect it. A run of up to fifteen comes as one long, its value and its length together.
 */
final class Digits {
    /** The longest run that {@link #read} takes. */
    static final int MOST = 15;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH = 0x8080808080808080L;
    private static final long ZEROS = 0x3030303030303030L;
    /** Added to a byte, it leaves the high bit clear when the byte is at most nine. */
    private static final long BEYOND_NINE = 0x7676767676767676L;

    private static final long EVEN_PAIRS = 0x000000FF000000FFL;
    private static final long HUNDREDS = 100 + (1_000_000L << 32);
    private static final long UNITS = 1 + (10_000L << 32);
    private static final long[] TENS = {
        1L,
        10L,
        100L,
        1_000L,
        10_000L,
        100_000L,
        1_000_000L,
        10_000_000L,
        100_000_000L,
        1_000_000_000L,
        10_000_000_000L,
        100_000_000_000L,
        1_000_000_000_000L,
        10_000_000_000_000L,
        100_000_000_000_000L,
        1_000_000_000_000_000L
    };

    private static final int COUNT_BITS = 4;
    private static final int COUNT = (1 << COUNT_BITS) - 1;

    private Digits() {}

    /** @return the run at {@code first}, for {@link #value} and {@link #count}; one of no digits where there are none, or more than {@link #MOST} */
    static long read(byte[] text, int first, int end) {
        if (first + 2 * Long.BYTES > end) {
            return readBytes(text, first, end);
        }
        long eight = word(text, first);
        int count = countIn(eight);
        if (count == 0) {
            return 0;
        }
        long value = value(eight, count);
        if (count < Long.BYTES) {
            return run(value, count);
        }
        eight = word(text, first + Long.BYTES);
        count = countIn(eight);
        if (count == 0) {
            return run(value, Long.BYTES);
        }
        return count == Long.BYTES ? 0 : run(value * TENS[count] + value(eight, count), Long.BYTES + count);
    }

    private static long readBytes(byte[] text, int first, int end) {
        long value = 0;
        int i = first;
        while (i < end && is(text[i])) {
            value = value * 10 + (text[i++] - '0');
        }
        return i - first > MOST ? 0 : run(value, i - first);
    }

    private static long run(long value, int count) {
        return value << COUNT_BITS | count;
    }

    static long value(long run) {
        return run >>> COUNT_BITS;
    }

    static int count(long run) {
        return (int) run & COUNT;
    }

    /** The number that two runs of no more than {@link #MOST} digits together make, one after the other. */
    static long joined(long run, long next) {
        return value(run) * TENS[count(next)] + value(next);
    }

    static boolean is(byte character) {
        return character >= '0' && character <= '9';
    }

    /** Eight bytes, of which those that are digits are zero to nine. */
    static long word(byte[] text, int at) {
        return (long) LONGS.get(text, at) ^ ZEROS;
    }

    /** With how many digits a {@link #word} begins. */
    static int countIn(long word) {
        // The lowest high bit is that of the first byte that is no digit; what an addition carries changes only bytes
        // above it.
        return Long.numberOfTrailingZeros((word | (word + BEYOND_NINE)) & HIGH) >>> 3;
    }

    /** The number that the first digits of a {@link #word} make: pairs of them, then fours, then all are put together at once. */
    static long value(long word, int count) {
        long digits = word << (Long.SIZE - count * Byte.SIZE);
        long pairs = digits * 10 + (digits >>> Byte.SIZE);
        return ((pairs & EVEN_PAIRS) * HUNDREDS + (pairs >>> Short.SIZE & EVEN_PAIRS) * UNITS) >>> Integer.SIZE;
    }

    /** Ten to a power of at most eight. */
    static long ten(int power) {
        return TENS[power];
    }
}
