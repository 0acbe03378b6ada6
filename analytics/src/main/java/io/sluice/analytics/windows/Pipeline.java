package io.sluice.analytics.windows;

import io.sluice.analytics.job.JobContext;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Source and windows together: rows read, measured and counted. */
record Pipeline(Source source, Windowing windowing) {
    Pipeline {
        Objects.requireNonNull(source);
        Objects.requireNonNull(windowing);
    }

    Dataset<Row> batch(JobContext context) {
        Dataset<Row> timed = Measures.read(windowing.timed(source.batch(context)));
        return windowing.counts(KafkaMessages.wellFormed(timed));
    }

    Dataset<Row> stream(JobContext context, Mode mode, Interval delay) {
        Dataset<Row> timed = Measures.read(windowing.timed(source.stream(context, mode.watermarked())));
        Dataset<Row> rows = KafkaMessages.wellFormed(timed);
        return windowing.counts(mode.watermarked() ? windowing.watermarked(rows, delay) : rows);
    }

    String label() {
        return source.label() + " by " + windowing.window().text()
                + (windowing.slide().equals(windowing.window())
                        ? ""
                        : " every " + windowing.slide().text())
                + " of " + windowing.time()
                + (windowing.by().isEmpty() ? "" : " and by " + String.join(", ", windowing.by()));
    }
}
