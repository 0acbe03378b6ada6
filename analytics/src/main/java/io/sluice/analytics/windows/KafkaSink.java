package io.sluice.analytics.windows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.sluice.analytics.job.JobContext;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;

/**
 * A topic: key = window and groups, value = window, groups and count, both JSON. At least once: a batch that is replayed is
 * written again, with the same keys, so a reader (or a compacted topic) that keeps the last value of a key has exact counts.
 */
record KafkaSink(KafkaCluster cluster, String topic) implements Sink {
    KafkaSink {
        Objects.requireNonNull(cluster);
        Objects.requireNonNull(topic);
    }

    @Override
    public void write(JobContext context, Windowing windowing, Dataset<Row> counts, Mode mode) {
        messages(windowing, counts)
                .write()
                .format("kafka")
                .options(cluster.options())
                .option("topic", topic)
                .save();
    }

    @Override
    public Set<Mode> batchModes() {
        return Set.of(Mode.COMPLETE);
    }

    @Override
    public Set<Mode> streamModes() {
        return new LinkedHashSet<>(List.of(Mode.UPDATE, Mode.APPEND, Mode.COMPLETE));
    }

    @Override
    public Optional<Path> defaultCheckpoint(JobContext context) {
        return Optional.empty();
    }

    @Override
    public DataStreamWriter<Row> stream(
            JobContext context, Windowing windowing, Dataset<Row> counts, Mode mode, boolean fresh) {
        return messages(windowing, counts)
                .writeStream()
                .format("kafka")
                .options(cluster.options())
                .option("topic", topic);
    }

    static Dataset<Row> messages(Windowing windowing, Dataset<Row> counts) {
        Column[] all = Arrays.stream(counts.columns())
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new);
        return counts.select(
                to_json(struct(windowing.order())).as("key"),
                to_json(struct(all)).as("value"));
    }

    @Override
    public String label() {
        return "kafka:" + topic;
    }
}
