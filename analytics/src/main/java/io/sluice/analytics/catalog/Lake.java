package io.sluice.analytics.catalog;

import io.sluice.analytics.error.JobException;
import io.sluice.analytics.error.UsageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A lake: a root, and below it one folder a table. A folder is a Delta table if it has a {@code _delta_log}, and a plain Parquet table
 * if it has a ledger ({@code _sluice_log}) and no Delta log goes on with it; names that begin with {@code _} or {@code .} are not tables
 * ({@code _sluice} holds what the connector keeps of the whole lake, and what the jobs do).
 */
public final class Lake {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-][A-Za-z0-9_.-]*");
    private static final int NAMED_TABLES = 20;

    private final Path root;
    private final Configuration conf;

    public Lake(String uri, Configuration conf) {
        this.conf = Objects.requireNonNull(conf);
        this.root = qualified(new Path(uri), conf);
    }

    private static Path qualified(Path path, Configuration conf) {
        try {
            return path.getFileSystem(conf).makeQualified(path);
        } catch (IOException e) {
            throw new JobException(
                    "Cannot open the lake " + path,
                    String.valueOf(e.getMessage()),
                    "Check the URI's scheme, and that the jar of its file system is on Spark's classpath",
                    e);
        }
    }

    /** The root, qualified. */
    public Path root() {
        return root;
    }

    /** Where a table of this name is or would be. */
    public Path location(String table) {
        String name = table.startsWith("lake.") ? table.substring("lake.".length()) : table;
        if (!NAME.matcher(name).matches()) {
            throw new UsageException("'" + table + "' is no table's name: use letters, digits, '_', '-' and '.', "
                    + "not beginning with '_' or '.'");
        }
        return new Path(root, name);
    }

    public boolean exists(String table) {
        return NAME.matcher(table).matches() && (plain(table).isPresent() || isDelta(new Path(root, table)));
    }

    /** The location of a Delta table that must exist; else the failure names the tables that do. */
    public Path require(String table) {
        Path location = location(table);
        if (plain(location.getName()).isPresent()) {
            throw new JobException(
                    "Cannot work on table " + location.getName(),
                    "it is plain Parquet (lake.format=parquet), and this command reads Delta tables",
                    "Turn it into one with the command promote, or query lake." + location.getName()
                            + " with the command sql");
        }
        if (!isDelta(location)) {
            throw unknown(location.getName());
        }
        return location;
    }

    /** A table that is read by its ledger. */
    Optional<PlainTable> plain(String table) {
        PlainTable plain = new PlainTable(new Path(root, table), conf);
        return Optional.of(plain).filter(found -> found.hasLedger() && !found.hasDeltaLog());
    }

    JobException unknown(String table) {
        List<String> known = tables();
        String names = String.join(", ", known.subList(0, Math.min(NAMED_TABLES, known.size())));
        String has = known.isEmpty() ? "it has no table" : "it has " + names;
        String more = known.size() > NAMED_TABLES ? " and " + (known.size() - NAMED_TABLES) + " more" : "";
        return new JobException(
                "Table " + table + " is not in the lake " + root,
                has + more,
                "Check the name and the lake's path; a table appears with its first landed record");
    }

    /** The names of the tables, sorted. */
    public List<String> tables() {
        try {
            List<String> tables = new ArrayList<>();
            for (FileStatus status : files().listStatus(root)) {
                String name = status.getPath().getName();
                if (status.isDirectory() && exists(name)) {
                    tables.add(name);
                }
            }
            tables.sort(null);
            return tables;
        } catch (FileNotFoundException e) {
            throw new JobException(
                    "Cannot list the lake " + root, "there is no such folder", "Check --lake, or land a record", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the lake " + root, e);
        }
    }

    private boolean isDelta(Path table) {
        try {
            return files().exists(new Path(table, "_delta_log"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + table, e);
        }
    }

    private FileSystem files() throws IOException {
        return root.getFileSystem(conf);
    }
}
