package io.sluice.connector.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** Looks for a Delta log where a ledger is, or would be: a table is of one format. */
record OtherFormat(Configuration configuration) {
    private static final Pattern VERSION = Pattern.compile("\\d{20}\\..*");

    /** @throws LakeRefusedException there is one, and how to go on */
    void requireAbsent(String location, boolean ledger) throws IOException {
        if (!isThere(new Path(location, "_delta_log"))) {
            return;
        }
        throw new LakeRefusedException(
                ledger
                        ? "Cannot land in table " + location
                                + ": it has a Delta log and a ledger of plain Parquet, since connectors"
                                + " of different lake.format made it at once, and readers take it for Delta. Stop both, keep the"
                                + " folder of one of them, _delta_log or _sluice_log, and start that one."
                        : "Cannot land in table " + location + ": it is a Delta table, and lake.format=parquet. Set"
                                + " lake.format=delta, or land the topic in a table of another name.");
    }

    private boolean isThere(Path log) throws IOException {
        FileSystem files = log.getFileSystem(configuration);
        try {
            RemoteIterator<FileStatus> listed = files.listStatusIterator(log);
            while (listed.hasNext()) {
                if (VERSION.matcher(listed.next().getPath().getName()).matches()) {
                    return true;
                }
            }
            return false;
        } catch (FileNotFoundException none) {
            return false;
        }
    }
}
