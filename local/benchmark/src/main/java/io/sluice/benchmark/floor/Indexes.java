package io.sluice.benchmark.floor;

/** A page's indexes into a dictionary. */
final class Indexes {
    private final int[] indexes = new int[Column.PAGE_ROWS];

    void set(int row, int index) {
        indexes[row] = index;
    }

    /** As one bit-packed run of RLE_DICTIONARY, after the byte that says how wide an index is. */
    void encode(Bytes out, int rows, int dictionarySize) {
        int width = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(dictionarySize - 1));
        out.addByte(width);
        int groups = (rows + 7) / 8;
        out.addVarint((groups << 1) | 1);
        out.reserve(groups * width + Long.BYTES);
        byte[] array = out.array();
        int at = out.size();
        int end = at + groups * width;
        long bits = 0;
        int count = 0;
        for (int row = 0; row < rows; row++) {
            bits |= (long) indexes[row] << count;
            count += width;
            while (count >= Byte.SIZE) {
                array[at++] = (byte) bits;
                bits >>>= Byte.SIZE;
                count -= Byte.SIZE;
            }
        }
        if (count > 0) {
            array[at++] = (byte) bits;
        }
        while (at < end) {
            array[at++] = 0;
        }
        out.advance(groups * width);
    }
}
