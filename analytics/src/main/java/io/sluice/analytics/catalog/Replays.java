package io.sluice.analytics.catalog;

import static org.apache.spark.sql.functions.col;

import io.sluice.analytics.error.JobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Which dead letters have been put back into a table. A replay first writes the letters' coordinates, as Parquet, into the folder
 * {@code _sluice_replays/<id>} of the table, and then commits the rows with two {@code txn} actions: {@link #COUNTER}, one more than the
 * replay before it, and {@link #appId}, which names the folder. A folder that no {@code txn} names is a replay that never was. A checkpoint
 * keeps both actions and VACUUM leaves the folder alone, so that the record lasts as long as the table, and goes with it.
 */
public final class Replays {
    /** The appId of the {@code txn} that counts a table's replays: who commits on another count than it read is refused by Delta. */
    public static final String COUNTER = "sluice-replay";
    /** What tells one letter from another: its record's coordinates, and the time, since a topic that is made anew counts anew. */
    public static final List<String> IDENTITY =
            List.of("_kafka_topic", "_kafka_partition", "_kafka_offset", "_kafka_timestamp");

    private static final String FOLDER = "_sluice_replays";
    private static final StructType COLUMNS = new StructType()
            .add(IDENTITY.get(0), DataTypes.StringType)
            .add(IDENTITY.get(1), DataTypes.IntegerType)
            .add(IDENTITY.get(2), DataTypes.LongType)
            .add(IDENTITY.get(3), DataTypes.TimestampType);

    private final Path folder;
    private final Set<String> ids;

    private Replays(Path folder, Set<String> ids) {
        this.folder = folder;
        this.ids = ids;
    }

    /** Those that a snapshot of the table at {@code location} names. */
    public static Replays of(String location, Snapshot snapshot) {
        Set<String> ids = new TreeSet<>();
        scala.collection.Iterator<SetTransaction> each =
                snapshot.setTransactions().iterator();
        while (each.hasNext()) {
            String appId = each.next().appId();
            if (appId.startsWith(COUNTER + "/")) {
                ids.add(appId.substring(COUNTER.length() + 1));
            }
        }
        return new Replays(new Path(location, FOLDER), ids);
    }

    /** The appId of the {@code txn} that makes a replay count. */
    public static String appId(String id) {
        return COUNTER + "/" + Objects.requireNonNull(id);
    }

    /** How many there were. */
    public int count() {
        return ids.size();
    }

    /** Writes down which letters a replay puts back; of no effect until a commit names {@code id}. */
    public void record(String id, Dataset<Row> letters) {
        letters.select(columns()).coalesce(1).write().parquet(new Path(folder, id).toString());
    }

    /** The letters of all of them: the columns of {@link #IDENTITY}. */
    public Dataset<Row> letters(SparkSession spark) {
        if (ids.isEmpty()) {
            return spark.createDataFrame(List.<Row>of(), COLUMNS);
        }
        Path[] folders = ids.stream().map(id -> new Path(folder, id)).toArray(Path[]::new);
        requireThere(folders, spark.sessionState().newHadoopConf());
        return spark.read()
                .schema(COLUMNS)
                .parquet(Arrays.stream(folders).map(Path::toString).toArray(String[]::new));
    }

    private void requireThere(Path[] folders, Configuration conf) {
        try {
            FileSystem files = folder.getFileSystem(conf);
            for (Path each : folders) {
                if (!files.exists(each)) {
                    throw new JobException(
                            "Cannot tell which dead letters are back in " + folder.getParent(),
                            "its log names " + each + ", and the folder is gone",
                            "Restore the folder: without it letters could be put back twice");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + folder, e);
        }
    }

    private static Column[] columns() {
        return IDENTITY.stream().map(name -> col(name)).toArray(Column[]::new);
    }
}
