package io.sluice.analytics.job;

import io.sluice.analytics.catalog.Lake;
import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.output.Progress;
import io.sluice.analytics.output.Results;
import io.sluice.analytics.session.SessionSettings;
import java.time.Clock;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;

/** What a job works with: its session, standard output and standard error. */
public record JobContext(SparkSession spark, Results results, Progress progress, Clock clock) {
    public JobContext {
        Objects.requireNonNull(spark);
        Objects.requireNonNull(results);
        Objects.requireNonNull(progress);
        Objects.requireNonNull(clock);
    }

    /** The lake that the command line, the environment or Spark's configuration names. */
    public Lake lake() {
        String path = spark.conf().get(SessionSettings.LAKE_PATH, "");
        if (path.isBlank()) {
            throw new UsageException(
                    "No lake: give --lake URI, set SLUICE_LAKE, or --conf " + SessionSettings.LAKE_PATH + "=URI");
        }
        return new Lake(path, spark.sessionState().newHadoopConf());
    }
}
