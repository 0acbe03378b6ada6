package io.sluice.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.analytics.error.JobException;
import io.sluice.analytics.support.FolderAsS3;
import io.sluice.analytics.support.SharedSpark;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogStoresTest {
    @TempDir
    private Path directory;

    private SparkSession spark;

    @BeforeEach
    void landATable() {
        spark = SharedSpark.session(Map.of(
                "fs.s3a.impl",
                FolderAsS3.class.getName(),
                "fs.s3a.impl.disable.cache",
                "true",
                SessionSettings.LAKE_PATH,
                "s3a://bucket" + directory));
        spark.range(3).write().format("delta").save(directory.resolve("events").toString());
    }

    @Test
    void readsALakeOnS3WithAHadoopThatCannotPutConditionally() {
        assertThat(spark.sql("SELECT * FROM lake.events").count()).isEqualTo(3);
    }

    /** S51: on such a Hadoop a commit of the connector's would be replaced without a word. */
    @Test
    void neverCommitsToS3WithAHadoopThatCannotPutConditionally() {
        assertThatThrownBy(() -> spark.sql("INSERT INTO lake.events VALUES (4)"))
                .hasStackTraceContaining("of Hadoop " + VersionInfo.getVersion() + " cannot put")
                .hasStackTraceContaining("Hadoop 3.4.2 or later");
        assertThat(directory.resolve("events/_delta_log/00000000000000000001.json"))
                .doesNotExist();
    }

    @Test
    void refusesASessionThatCommitsByAnotherStore() {
        spark.conf().set("spark.delta.logStore.s3a.impl", "io.delta.storage.S3SingleDriverLogStore");

        assertThatThrownBy(() -> LogStores.requireOurs(spark.conf()))
                .isInstanceOf(JobException.class)
                .hasStackTraceContaining("spark.delta.logStore.s3a.impl is io.delta.storage.S3SingleDriverLogStore");
        LogStores.requireOurs(SharedSpark.session(Map.of()).conf());
    }
}
