package io.sluice.connector.config;

import io.sluice.connector.config.LakeSettings.Format;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Where the lake is. */
final class LakeKeys {
    static final String GROUP = "Lake";
    static final String PATH = "lake.path";
    static final String FORMAT = "lake.format";
    static final String HADOOP_PREFIX = "hadoop.";
    static final String RETRY_TIMEOUT = "retry.timeout.ms";

    static final List<Setting> SETTINGS = List.of(
            Setting.string(PATH, GROUP)
                    .valid(new LakePath())
                    .rank(Importance.HIGH, Width.LONG)
                    .display("Lake root")
                    .doc(
                            "Root URI of the lake, under file:, s3a:, hdfs:, abfss: or gs:. A table is the folder <lake.path>/<table>.")
                    .example("s3a://acme-lake/raw"),
            Setting.string(FORMAT, GROUP)
                    .orElse("delta")
                    .choice(Choice.of(Format.class))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Table format")
                    .doc(
                            "Format of the tables. parquet: plain Parquet files in Hive-style folders and, in each table's folder"
                                    + " _sluice_log, a ledger that says which files and offsets count, with the same guarantee. It is"
                                    + " exact for what reads the ledger: lake.<table> and the data source sluice of the analytics jar."
                                    + " Whoever reads the folder itself may also see files that were never committed. analytics promote"
                                    + " turns such a table into a Delta table in place. A table stays what it is: a connector of the"
                                    + " other format is refused.")
                    .example("parquet"),
            Setting.family(HADOOP_PREFIX, GROUP)
                    .rank(Importance.MEDIUM, Width.LONG)
                    .display("Hadoop configuration")
                    .doc(
                            "Passed to the Hadoop configuration of the file system with the prefix removed. A Hadoop key that itself"
                                    + " begins with hadoop. is written twice: hadoop.hadoop.security.authentication. Every value counts"
                                    + " as a secret: none is logged, and each that comes up in an exception's text is replaced there by"
                                    + " its key. Give secrets through a ConfigProvider of the worker, such as ${file:...} or ${env:...};"
                                    + " Connect resolves them before the connector sees them, so Sluice cannot tell you when one stands"
                                    + " in clear in the connector's configuration.")
                    .example("hadoop.fs.s3a.endpoint=https://s3.example.com"),
            Setting.int64(RETRY_TIMEOUT, GROUP)
                    .orElse(1_800_000L)
                    .valid(Range.atLeast(0))
                    .rank(Importance.MEDIUM, Width.SHORT)
                    .display("Retry timeout (ms)")
                    .doc(
                            "How long the lake may be away before the task fails. Until then the task pauses its partitions, keeps"
                                    + " its buffer, tries again and shows lake-unavailable-ms in its metrics. No record goes to the dead"
                                    + " letters because of an outage.")
                    .example("1800000"));

    private LakeKeys() {}

    static LakeSettings from(AbstractConfig config) {
        return new LakeSettings(
                LakePath.withoutTrailingSlash(config.getString(PATH)),
                Choice.of(Format.class).parse(config.getString(FORMAT)),
                family(config, HADOOP_PREFIX),
                Duration.ofMillis(config.getLong(RETRY_TIMEOUT)));
    }

    /** The values of a family of keys, without the prefix; trimmed, as Kafka trims those of keys that it knows. */
    static Map<String, String> family(AbstractConfig config, String prefix) {
        return config.originalsWithPrefix(prefix).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())
                        .trim()));
    }
}
