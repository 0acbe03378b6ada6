package io.sluice.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;

/** Files of which each is looked for when it is come to. */
abstract class LazyListing implements Iterator<FileStatus> {
    /** Null when the next one has not been looked for. */
    private FileStatus next;

    /** The one after those that were found; null after the last. */
    abstract FileStatus find() throws IOException;

    /** As {@link #hasNext()}. */
    final boolean look() throws IOException {
        if (next == null) {
            next = find();
        }
        return next != null;
    }

    /** @throws UncheckedIOException the next one cannot be had */
    @Override
    public final boolean hasNext() {
        try {
            return look();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final FileStatus next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        FileStatus found = next;
        next = null;
        return found;
    }
}
