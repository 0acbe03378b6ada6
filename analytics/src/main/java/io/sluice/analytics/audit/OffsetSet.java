package io.sluice.analytics.audit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.longlong.PeekableLongIterator;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The offsets of one partition's rows: which there are, and which are there more than once.
 *
 * <p>A bitmap, because a complete partition is a few long runs: a billion offsets are a few kilobytes, so that the shuffle and the driver
 * hold the exact set, and each question about a range is answered without another pass over the table. Offsets in disorder cost two
 * bytes at worst.
 */
public final class OffsetSet implements Externalizable {
    private final Roaring64Bitmap seen = new Roaring64Bitmap();
    private final Roaring64Bitmap doubled = new Roaring64Bitmap();
    private long rows;
    private long nulls;

    /** For serialisation, and for an empty set. */
    public OffsetSet() {}

    OffsetSet add(long offset) {
        if (seen.contains(offset)) {
            doubled.addLong(offset);
        } else {
            seen.addLong(offset);
        }
        rows++;
        return this;
    }

    /** Counts a row without an offset. */
    OffsetSet addNull() {
        nulls++;
        return this;
    }

    OffsetSet merge(OffsetSet other) {
        Roaring64Bitmap both = other.seen.clone();
        both.and(seen);
        doubled.or(both);
        doubled.or(other.doubled);
        seen.or(other.seen);
        rows += other.rows;
        nulls += other.nulls;
        return this;
    }

    /** What is here and not in {@code other}. */
    OffsetSet without(OffsetSet other) {
        OffsetSet rest = new OffsetSet();
        rest.seen.or(seen);
        rest.seen.andNot(other.seen);
        rest.rows = rest.distinct();
        return rest;
    }

    /** What is here and in {@code other}. */
    OffsetSet common(OffsetSet other) {
        OffsetSet both = new OffsetSet();
        both.seen.or(seen);
        both.seen.and(other.seen);
        both.rows = both.distinct();
        return both;
    }

    /** Rows that have an offset. */
    long rows() {
        return rows;
    }

    long nulls() {
        return nulls;
    }

    long distinct() {
        return seen.getLongCardinality();
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    long first() {
        return seen.first();
    }

    long last() {
        return seen.last();
    }

    /** Different offsets in {@code [start, next)}. */
    long distinct(long start, long next) {
        return next <= start ? 0 : below(next) - below(start);
    }

    /** Offsets of {@code [start, next)} that have no row. */
    List<OffsetRun> missing(long start, long next) {
        List<OffsetRun> missing = new ArrayList<>();
        long from = start;
        for (OffsetRun run : runs(seen, start, next)) {
            if (run.start() > from) {
                missing.add(new OffsetRun(from, run.start()));
            }
            from = run.next();
        }
        if (from < next) {
            missing.add(new OffsetRun(from, next));
        }
        return missing;
    }

    /** Offsets of {@code [start, next)} that have a row. */
    List<OffsetRun> present(long start, long next) {
        return runs(seen, start, next);
    }

    /** Offsets that have more than one row. */
    List<OffsetRun> doubled() {
        return doubled.isEmpty() ? List.of() : runs(doubled, doubled.first(), doubled.last() + 1);
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            writeExternal(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write a set of offsets to memory", e);
        }
        return bytes.toByteArray();
    }

    static OffsetSet ofBytes(byte[] bytes) {
        OffsetSet set = new OffsetSet();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            set.readExternal(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read a set of offsets of " + bytes.length + " bytes", e);
        }
        return set;
    }

    private long below(long offset) {
        // Bitmaps order offsets as unsigned: rank(-1) would count all.
        return offset <= 0 ? 0 : seen.rankLong(offset - 1);
    }

    private static List<OffsetRun> runs(Roaring64Bitmap bitmap, long start, long next) {
        List<OffsetRun> runs = new ArrayList<>();
        PeekableLongIterator offsets = bitmap.getLongIteratorFrom(start);
        long from = -1;
        long end = -1;
        while (offsets.hasNext()) {
            long offset = offsets.next();
            if (offset >= next) {
                break;
            }
            if (offset != end) {
                if (from >= 0) {
                    runs.add(new OffsetRun(from, end));
                }
                from = offset;
            }
            end = offset + 1;
        }
        if (from >= 0) {
            runs.add(new OffsetRun(from, end));
        }
        return runs;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        seen.runOptimize();
        doubled.runOptimize();
        out.writeLong(rows);
        out.writeLong(nulls);
        seen.serialize(out);
        doubled.serialize(out);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        rows = in.readLong();
        nulls = in.readLong();
        seen.deserialize(in);
        doubled.deserialize(in);
    }
}
