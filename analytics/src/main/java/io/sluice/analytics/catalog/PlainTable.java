package io.sluice.analytics.catalog;

import io.delta.storage.AzureLogStore;
import io.delta.storage.GCSLogStore;
import io.delta.storage.HDFSLogStore;
import io.delta.storage.LogStore;
import io.sluice.analytics.error.JobException;
import io.sluice.storage.LocalLogStore;
import io.sluice.storage.S3LogStore;
import io.sluice.storage.ledger.Ledger;
import io.sluice.storage.ledger.LedgerFile;
import io.sluice.storage.ledger.LedgerState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** A table that the connector lands with {@code lake.format=parquet}: its folder, the ledger in it, and the Delta log that may have come since. */
public final class PlainTable {
    private static final Pattern VERSION = Pattern.compile("\\d{20}\\..*");

    private final Path location;
    private final Configuration conf;
    private final LogStore store;
    private final Ledger ledger;

    public PlainTable(Path location, Configuration conf) {
        this.location = location;
        this.conf = conf;
        this.store = store(location.toUri().getScheme(), conf);
        this.ledger = new Ledger(store, conf, location);
    }

    /** The stores that the connector lands through. */
    private static LogStore store(String scheme, Configuration conf) {
        return switch (scheme) {
            case "file" -> new LocalLogStore(conf);
            case "s3", "s3a", "s3n" -> new S3LogStore(conf);
            case "abfs", "abfss" -> new AzureLogStore(conf);
            case "gs" -> new GCSLogStore(conf);
            default -> new HDFSLogStore(conf);
        };
    }

    public Path location() {
        return location;
    }

    public LogStore store() {
        return store;
    }

    public Configuration configuration() {
        return conf;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Path deltaLog() {
        return new Path(location, "_delta_log");
    }

    /** What the ledger says now; empty where there is none. */
    public Optional<LedgerState> state() {
        try {
            return ledger.load(Optional.empty());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    public List<LedgerFile> files(LedgerState state) {
        try {
            return ledger.files(state);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The state of a table that is still read by its ledger. */
    LedgerState readable() {
        LedgerState state = state().orElseThrow(() -> new JobException(
                "Cannot read " + location,
                "it has no ledger (" + Ledger.FOLDER + ")",
                "Check the path; a Delta table is read with format delta"));
        if (state.promoted().isPresent() && hasDeltaLog()) {
            throw new JobException(
                    "Cannot read " + location + " by its ledger",
                    "the table was promoted to Delta, and what landed since is in the Delta log alone",
                    "Read it with format delta");
        }
        return state;
    }

    boolean hasLedger() {
        try {
            return files().exists(new Path(location, Ledger.FOLDER + "/" + Ledger.FIRST));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + location, e);
        }
    }

    /** Whether the Delta log has a version: a promotion that was interrupted may leave the folder alone. */
    public boolean hasDeltaLog() {
        try {
            RemoteIterator<FileStatus> listed = files().listStatusIterator(deltaLog());
            while (listed.hasNext()) {
                if (VERSION.matcher(listed.next().getPath().getName()).matches()) {
                    return true;
                }
            }
            return false;
        } catch (FileNotFoundException none) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + deltaLog(), e);
        }
    }

    private FileSystem files() throws IOException {
        return location.getFileSystem(conf);
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("Cannot read the ledger of " + location, e);
    }
}
