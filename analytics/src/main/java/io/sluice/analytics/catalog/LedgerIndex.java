package io.sluice.analytics.catalog;

import io.sluice.storage.ledger.LedgerFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.execution.datasources.FileStatusCache;
import org.apache.spark.sql.execution.datasources.InMemoryFileIndex;
import org.apache.spark.sql.execution.datasources.PartitionPath;
import org.apache.spark.sql.execution.datasources.PartitionSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * The files that a ledger names, as Spark's own index of files: nothing is listed, and each partition's values are the ledger's, not what
 * its folder is called.
 */
final class LedgerIndex {
    private LedgerIndex() {}

    static InMemoryFileIndex of(
            SparkSession spark, Path table, List<LedgerFile> files, StructType schema, StructType partition) {
        Map<Path, FileStatus> statuses = new LinkedHashMap<>();
        Map<Path, InternalRow> partitions = new LinkedHashMap<>();
        for (LedgerFile file : files) {
            Path path = new Path(table, new Path(URI.create(file.path())));
            statuses.put(path, new FileStatus(file.size(), false, 1, 0, file.modificationTime(), path));
            partitions.computeIfAbsent(path.getParent(), any -> values(file, partition));
        }
        return index(spark, statuses, schema, partition, partitions);
    }

    @SuppressWarnings("deprecation") // JavaConverters: what Scala 2.12 and 2.13 both have.
    private static InMemoryFileIndex index(
            SparkSession spark,
            Map<Path, FileStatus> statuses,
            StructType schema,
            StructType partition,
            Map<Path, InternalRow> partitions) {
        List<PartitionPath> paths = new ArrayList<>();
        partitions.forEach((path, values) -> paths.add(new PartitionPath(values, path)));
        PartitionSpec spec =
                new PartitionSpec(partition, JavaConverters.asScalaBuffer(paths).toSeq());
        return new InMemoryFileIndex(
                spark,
                JavaConverters.asScalaBuffer(new ArrayList<>(statuses.keySet())).toSeq(),
                scala.collection.immutable.Map$.MODULE$.empty(),
                Option.apply(schema),
                new Known(new HashMap<>(statuses)),
                Option.apply(spec),
                Option.empty());
    }

    /** By Spark's own cast; times are in UTC, whatever the session's zone. */
    private static InternalRow values(LedgerFile file, StructType partition) {
        Object[] values = new Object[partition.length()];
        for (int i = 0; i < values.length; i++) {
            StructField field = partition.apply(i);
            String text = file.partitionValues().get(field.name());
            values[i] = text == null
                    ? null
                    : new Cast(
                                    new Literal(UTF8String.fromString(text), DataTypes.StringType),
                                    field.dataType(),
                                    Option.apply("UTC"))
                            .eval(null);
        }
        return new GenericInternalRow(values);
    }

    /** Spares a request for each file. */
    private static final class Known extends FileStatusCache {
        private final Map<Path, FileStatus> statuses;

        Known(Map<Path, FileStatus> statuses) {
            this.statuses = statuses;
        }

        @Override
        public Option<FileStatus[]> getLeafFiles(Path path) {
            FileStatus status = statuses.get(path);
            return status == null ? Option.empty() : Option.apply(new FileStatus[] {status});
        }

        @Override
        public void putLeafFiles(Path path, FileStatus[] leafFiles) {}

        @Override
        public void invalidateAll() {}
    }
}
