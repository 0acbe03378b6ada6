package io.sluice.analytics.windows;

import io.sluice.analytics.job.JobContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where the rows come from. */
sealed interface Source permits TableSource, KafkaSource {
    Dataset<Row> batch(JobContext context);

    /** @param watermarked whether rows that are late by event time will be dropped */
    Dataset<Row> stream(JobContext context, boolean watermarked);

    /** The time of a row when nothing else is said. */
    String defaultTime();

    /** Names the source in messages and in the checkpoint. */
    String label();
}
