package io.sluice.storage.ledger;

import io.delta.storage.LogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A table's ledger: the folder {@value #FOLDER} of entries {@code <version>.json}, one line each, from version 0 on without a gap, and all
 * kept. The store's put-if-absent of the next version decides between writers.
 *
 * <p>Every tenth version gets a checkpoint, {@code <version>.<first version covered>.checkpoint.json}: the state in its first line, then the
 * files of the entries that it covers, which are the last ten, of every hundredth version the last hundred, of every thousandth the last
 * thousand. So a state takes one line and at most nine entries, a list of files some dozens of reads for ten thousand entries, and a file is
 * written again three times. Checkpoints decide nothing: any of them may be missing. {@value LedgerNames#LAST_CHECKPOINT} is a hint where
 * to begin to list.
 *
 * <p>Safe for use by several threads.
 */
public final class Ledger {
    public static final String FOLDER = "_sluice_log";
    /** Of every ledger: the entry that made the table. */
    public static final String FIRST = LedgerNames.entry(0);

    private static final long[] WIDTHS = {1000, 100, 10};
    private static final int LOOKS = 5;

    private final LedgerFolder folder;

    /** @param store for the table's scheme, whose put-if-absent must hold for whoever puts */
    public Ledger(LogStore store, Configuration conf, Path table) {
        this.folder = new LedgerFolder(store, conf, table, new Path(table, FOLDER));
    }

    /**
     * The state now, or empty when there is no table.
     *
     * @param known an earlier state, so that only what came since is read; believed only while the ledger still has its entry
     * @throws LedgerRefusedException a file is damaged or missing, or written by a newer Sluice
     */
    public Optional<LedgerState> load(Optional<LedgerState> known) throws IOException {
        for (int look = 1; ; look++) {
            try {
                return once(known);
            } catch (Contradiction listed) {
                // A listing is no moment: what comes while it runs may be missing where something later is listed.
                if (look == LOOKS) {
                    throw folder.damaged(listed.getMessage(), listed);
                }
            } catch (FileNotFoundException dropped) {
                if (look == LOOKS) {
                    throw folder.damaged(dropped.getMessage(), dropped);
                }
            }
        }
    }

    private Optional<LedgerState> once(Optional<LedgerState> known) throws IOException, Contradiction {
        if (known.isPresent()) {
            Optional<LedgerState> followed = follow(known.get());
            if (followed.isPresent()) {
                return followed;
            }
        }
        long hint = folder.hint();
        LedgerListing listing = folder.list(hint);
        if (hint > 0 && listing.checkpoints().isEmpty()) {
            listing = folder.list(0);
        }
        if (listing.isEmpty()) {
            return Optional.empty();
        }
        LedgerState state = replay(base(listing), listing);
        if (known.isPresent()
                && state.tableId().equals(known.get().tableId())
                && state.version() < known.get().version()) {
            throw new Contradiction("version " + known.get().version() + " was there and is gone");
        }
        return Optional.of(state);
    }

    /** Empty when the ledger is not the one that it was. */
    private Optional<LedgerState> follow(LedgerState known) throws IOException, Contradiction {
        LedgerListing listing = folder.list(known.version());
        if (!listing.entries().contains(known.version())
                || !folder.entry(known.version()).commitInfo().txnId().equals(known.txnId())) {
            return Optional.empty();
        }
        return Optional.of(replay(known, listing));
    }

    private LedgerState base(LedgerListing listing) throws IOException, Contradiction {
        if (listing.checkpoints().isEmpty()) {
            requireListed(listing, 0);
            return LedgerState.of(folder.entry(0));
        }
        long to = listing.checkpoints().lastKey();
        return folder.checkpoint(to, listing.checkpoints().get(to)).state();
    }

    private LedgerState replay(LedgerState base, LedgerListing listing) throws IOException, Contradiction {
        LedgerState state = base;
        while (state.version() < listing.latest()) {
            long next = state.version() + 1;
            requireListed(listing, next);
            LedgerEntry entry = folder.entry(next);
            if (!entry.tableId().equals(state.tableId())) {
                throw new Contradiction(LedgerNames.entry(next) + " is of another table");
            }
            state = state.with(entry);
        }
        return state;
    }

    private static void requireListed(LedgerListing listing, long version) throws Contradiction {
        if (!listing.entries().contains(version)) {
            throw new Contradiction(LedgerNames.entry(version) + " is missing");
        }
    }

    /**
     * Puts an entry if its version is absent.
     *
     * @throws FileAlreadyExistsException the version is there; it may be this very entry
     * @throws IOException which says nothing of what became of the put
     */
    public void put(LedgerEntry entry) throws IOException {
        if (entry.version() == 0) {
            folder.make();
        }
        folder.write(
                LedgerNames.entry(entry.version()),
                List.of(LedgerLines.write(entry)).iterator(),
                false);
    }

    /** Whose put a version is, or empty when there is none. */
    public Optional<String> txnId(long version) throws IOException {
        try {
            return folder.list(version).entries().contains(version)
                    ? Optional.of(folder.entry(version).commitInfo().txnId())
                    : Optional.empty();
        } catch (LedgerRefusedException unreadable) {
            throw new IOException(unreadable.getMessage(), unreadable);
        }
    }

    /** The files of the table at a state, newest first. */
    public List<LedgerFile> files(LedgerState state) throws IOException {
        return files(folder.list(0), 0, state.version());
    }

    private List<LedgerFile> files(LedgerListing listing, long from, long to) throws IOException {
        List<LedgerFile> files = new ArrayList<>();
        long version = to;
        while (version >= from) {
            Long first = listing.checkpoints().get(version);
            if (first != null && first >= from) {
                files.addAll(folder.checkpointed(version, first));
                version = first - 1;
            } else {
                if (!listing.entries().contains(version)) {
                    throw folder.damaged(LedgerNames.entry(version) + " is missing", null);
                }
                files.addAll(folder.entry(version).files());
                version--;
            }
        }
        return files;
    }

    /** Whether a version gets a checkpoint. */
    public static boolean isCheckpointDue(long version) {
        return version > 0 && version % WIDTHS[WIDTHS.length - 1] == 0;
    }

    /** Writes the checkpoint of a state that is due; who finds it there is content. */
    public void checkpoint(LedgerState state) throws IOException {
        long width = width(state.version());
        long from = state.version() - width + 1;
        List<LedgerFile> files = files(folder.list(from), from, state.version());
        LedgerCheckpoint header = new LedgerCheckpoint(LedgerEntry.FORMAT, from, files.size(), state);
        Iterator<String> lines = Stream.concat(Stream.of((Object) header), files.stream())
                .map(LedgerLines::write)
                .iterator();
        try {
            folder.write(LedgerNames.checkpoint(state.version(), from), lines, false);
        } catch (FileAlreadyExistsException anothers) {
            return;
        }
        folder.write(
                LedgerNames.LAST_CHECKPOINT,
                List.of(Long.toString(state.version())).iterator(),
                true);
    }

    private static long width(long version) {
        for (long width : WIDTHS) {
            if (version % width == 0) {
                return width;
            }
        }
        throw new IllegalArgumentException("Version " + version + " gets no checkpoint");
    }

    private static final class Contradiction extends Exception {
        private static final long serialVersionUID = 1L;

        Contradiction(String message) {
            super(message);
        }
    }
}
