package io.sluice.storage.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;

/** The folder of a ledger in its store: names and lines, and what is wrong with them. */
record LedgerFolder(LogStore store, Configuration conf, Path table, Path path) {
    /** Takes one line after the other. */
    private interface LineReader<T> {
        T read(Iterator<String> lines) throws IOException;
    }

    /** @return nothing where there is no folder */
    LedgerListing list(long from) throws IOException {
        try {
            return LedgerListing.of(store.listFrom(new Path(path, LedgerNames.number(from)), conf));
        } catch (FileNotFoundException none) {
            return LedgerListing.NOTHING;
        } catch (UncheckedIOException e) {
            // Of a store that looks at files when they are come to.
            throw e.getCause();
        }
    }

    LedgerEntry entry(long version) throws IOException {
        Path file = new Path(path, LedgerNames.entry(version));
        LedgerEntry entry = read(file, lines -> LedgerLines.read(first(file, lines), LedgerEntry.class));
        requireFormat(file, entry.ledger());
        if (entry.version() != version) {
            throw damaged(file + " says that it is version " + entry.version(), null);
        }
        return entry;
    }

    LedgerCheckpoint checkpoint(long to, long from) throws IOException {
        Path file = new Path(path, LedgerNames.checkpoint(to, from));
        LedgerCheckpoint header = read(file, lines -> LedgerLines.read(first(file, lines), LedgerCheckpoint.class));
        requireFormat(file, header.ledger());
        return header;
    }

    List<LedgerFile> checkpointed(long to, long from) throws IOException {
        Path file = new Path(path, LedgerNames.checkpoint(to, from));
        return read(file, lines -> {
            LedgerCheckpoint header = LedgerLines.read(first(file, lines), LedgerCheckpoint.class);
            requireFormat(file, header.ledger());
            List<LedgerFile> files = new ArrayList<>();
            while (lines.hasNext()) {
                files.add(LedgerLines.read(lines.next(), LedgerFile.class));
            }
            if (files.size() != header.files()) {
                throw damaged(file + " lists " + files.size() + " of " + header.files() + " files", null);
            }
            return files;
        });
    }

    /** The version that the hint names; 0 when it is of no use, since whoever follows it finds out by the listing whether it holds. */
    long hint() {
        Path file = new Path(path, LedgerNames.LAST_CHECKPOINT);
        try (CloseableIterator<String> lines = store.read(file, conf)) {
            return lines.hasNext() ? Math.max(0, Long.parseLong(lines.next().trim())) : 0;
        } catch (IOException | UncheckedIOException | NumberFormatException none) {
            return 0;
        }
    }

    void write(String name, Iterator<String> lines, boolean overwrite) throws IOException {
        store.write(new Path(path, name), lines, overwrite, conf);
    }

    void make() throws IOException {
        path.getFileSystem(conf).mkdirs(path);
    }

    private <T> T read(Path file, LineReader<T> reader) throws IOException {
        try (CloseableIterator<String> lines = store.read(file, conf)) {
            return reader.read(lines);
        } catch (JsonProcessingException | ChecksumException e) {
            throw damaged(file + " is cut off or changed", e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ChecksumException) {
                throw damaged(file + " is cut off or changed", e);
            }
            throw e.getCause();
        }
    }

    private String first(Path file, Iterator<String> lines) {
        if (!lines.hasNext()) {
            throw damaged(file + " is empty", null);
        }
        return lines.next();
    }

    private void requireFormat(Path file, int ledger) {
        if (ledger > LedgerEntry.FORMAT) {
            throw new LedgerRefusedException(
                    "Cannot read table " + table + ": " + file + " is written in version " + ledger
                            + " of the ledger's format, and this Sluice knows " + LedgerEntry.FORMAT
                            + ". Use the Sluice that wrote it, or a later one.");
        }
    }

    LedgerRefusedException damaged(String found, Exception cause) {
        return new LedgerRefusedException(
                "Cannot read table " + table + ": a file of its ledger is damaged: " + found
                        + ". Stop what writes there beside Sluice and restore the file from a copy. A damaged checkpoint may be"
                        + " removed, since all entries are kept; an entry may not.",
                cause);
    }
}
