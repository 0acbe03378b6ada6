package io.sluice.benchmark.contender;

import io.sluice.benchmark.table.IcebergTable;
import io.sluice.benchmark.table.Table;
import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Apache Iceberg's own sink, with a catalog in a folder. */
record IcebergSink() implements SinkPlugin {
    private static final String NAMESPACE = "bench";
    private static final String JARS = "iceberg-sink";

    /** Its distribution is not on Maven Central: a folder of links to the jars that Maven resolved. */
    @Override
    public Path plugin(Bench bench) {
        return bench.checkout().plugin(JARS, bench.work().resolve("plugins-iceberg"));
    }

    @Override
    public void requireBuilt(Checkout checkout) {
        checkout.classpath(JARS);
    }

    @Override
    public void prepare(Bench bench, Target target) {
        try (Admin admin = bench.broker().admin()) {
            Topics.create(admin, control(target), 1);
        }
    }

    @Override
    public List<Setting> settings(Target target) {
        return List.of(
                Setting.of("connector.class", "org.apache.iceberg.connect.IcebergSinkConnector"),
                Setting.of("iceberg.tables", NAMESPACE + "." + table(target.topic())),
                Setting.of("iceberg.tables.auto-create-enabled", true, "as ours makes its table"),
                Setting.of("iceberg.catalog.type", "hadoop", "no server that would use CPU too"),
                Setting.of("iceberg.catalog.warehouse", target.lake().toUri()),
                Setting.of("iceberg.control.topic", control(target)),
                Setting.of(
                        "iceberg.control.commit.interval-ms",
                        10_000,
                        "as often as ours; the default, 300,000, would not commit while the run lasts"),
                Setting.of("iceberg.kafka.bootstrap.servers", target.bootstrap()),
                Setting.of(
                        "iceberg.tables.auto-create-props.write.parquet.compression-codec",
                        "zstd",
                        "its default, and ours"));
    }

    @Override
    public Optional<Table> table(Target target) {
        return Optional.of(new IcebergTable(target.lake().resolve(NAMESPACE).resolve(table(target.topic()))));
    }

    /** A dash is no part of an identifier there. */
    private static String table(String topic) {
        return topic.replace('-', '_');
    }

    private static String control(Target target) {
        return target.id() + "-control";
    }
}
