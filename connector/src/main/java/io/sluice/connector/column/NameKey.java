package io.sluice.connector.column;

import java.util.Arrays;

/**
 * A field's name as UTF-8, to find the field by. One that is in a map never changes; another is set anew for each search. Comparable, so that
 * names with one hash, of which anybody can make thousands, cost a tree's search and not a list's.
 */
final class NameKey implements Comparable<NameKey> {
    private static final int PRIME = 31;

    private byte[] bytes;
    private int from;
    private int to;
    private int hash;

    NameKey set(byte[] utf8, int offset, int length) {
        bytes = utf8;
        from = offset;
        to = offset + length;
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum = sum * PRIME + utf8[i];
        }
        hash = sum;
        return this;
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameKey key && Arrays.equals(bytes, from, to, key.bytes, key.from, key.to);
    }

    @Override
    public int compareTo(NameKey other) {
        return Arrays.compare(bytes, from, to, other.bytes, other.from, other.to);
    }
}
