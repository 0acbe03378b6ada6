package io.sluice.connector.column;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes are UTF-8 as RFC 3629 wants it (no overlong forms, no surrogates) and free of NUL. A NUL is text, but
 * never JSON's, and the surest sign of UTF-16.
 */
final class Utf8Check {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH = 0x8080808080808080L;
    private static final long LOW = 0x0101010101010101L;

    private Utf8Check() {}

    /** @return the index of the first byte that is none of a valid text, or {@code to} */
    static int firstInvalid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (i + Long.BYTES <= to) {
                long eight = (long) LONGS.get(bytes, i);
                // No byte has its high bit, and none is zero.
                if (((eight | (eight - LOW)) & HIGH) == 0) {
                    i += Long.BYTES;
                    continue;
                }
            }
            int next = bytes[i] > 0 ? i + 1 : bytes[i] == 0 ? -1 : sequence(bytes, i, to);
            if (next < 0) {
                return i;
            }
            i = next;
        }
        return to;
    }

    /** @return the index after a sequence of two to four bytes, -1 when it is none (Unicode 15, table 3-7) */
    static int sequence(byte[] bytes, int i, int to) {
        int lead = bytes[i] & 0xFF;
        int size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (size == 0 || i + size > to) {
            return -1;
        }
        for (int k = 1; k < size; k++) {
            if ((bytes[i + k] & 0xC0) != 0x80) {
                return -1;
            }
        }
        int second = bytes[i + 1] & 0xFF;
        boolean overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
        boolean surrogate = lead == 0xED && second > 0x9F;
        boolean beyond = lead == 0xF4 && second > 0x8F;
        return overlong || surrogate || beyond ? -1 : i + size;
    }
}
