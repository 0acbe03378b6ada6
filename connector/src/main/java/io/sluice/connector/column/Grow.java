package io.sluice.connector.column;

import java.util.Arrays;

/** Growth of the arrays, each accounted in {@link Memory}. */
final class Grow {
    private static final int FIRST = 16;
    /** Arrays a little short of 2^31 are refused by some JVMs. */
    private static final int MAX = Integer.MAX_VALUE - 8;

    private Grow() {}

    static long[] longs(long[] array, int need, Memory memory) {
        long[] grown = Arrays.copyOf(array, capacity(array.length, need));
        memory.add((long) (grown.length - array.length) * Long.BYTES);
        return grown;
    }

    static double[] doubles(double[] array, int need, Memory memory) {
        double[] grown = Arrays.copyOf(array, capacity(array.length, need));
        memory.add((long) (grown.length - array.length) * Double.BYTES);
        return grown;
    }

    static int[] ints(int[] array, int need, Memory memory) {
        int[] grown = Arrays.copyOf(array, capacity(array.length, need));
        memory.add((long) (grown.length - array.length) * Integer.BYTES);
        return grown;
    }

    static byte[] bytes(byte[] array, int need, Memory memory) {
        byte[] grown = Arrays.copyOf(array, capacity(array.length, need));
        memory.add(grown.length - array.length);
        return grown;
    }

    private static int capacity(int have, int need) {
        if (need < 0 || need > MAX) {
            throw new IllegalStateException(
                    "One column of a batch has reached 2 GiB, the most that an array holds. Lower buffer.memory.bytes below 2147483647.");
        }
        long next = Math.max(FIRST, have + (long) (have >> 1));
        return (int) Math.min(MAX, Math.max(next, need));
    }
}
