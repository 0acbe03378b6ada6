package io.sluice.local.e2e;

import io.sluice.local.connect.Worker;
import io.sluice.local.connect.WorkerSpec;
import io.sluice.local.kafka.Broker;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.Children;
import io.sluice.local.registry.Registry;
import io.sluice.local.spark.SparkSubmit;
import io.sluice.local.store.S3Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A broker and a worker for all tests of a run; each test takes topics and tables of its own. */
final class SharedStack implements AutoCloseable {
    static final String SECRET = "S3CR3T-3e1c0a7f";

    private final Checkout checkout = Checkout.fromProperties();
    private final Path work;
    private final Children children;
    private final Broker broker;
    private Worker worker;
    private S3Store s3;
    private Registry registry;

    SharedStack() {
        try {
            Path runs = Files.createDirectories(checkout.work("e2e"));
            work = Files.createTempDirectory(runs, "run-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        children = new Children(work.resolve("logs"));
        broker = Broker.start(children, checkout, work);
    }

    Broker broker() {
        return broker;
    }

    /** Another Kafka cluster, with its files in that folder. */
    Broker startBroker(Path folder) {
        try {
            return Broker.start(children, checkout, Files.createDirectories(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connect 4.3 with a registry's converters, started when it is first asked for. */
    synchronized Worker worker() {
        if (worker == null) {
            worker = start(spec("connect").plugin(converters()).plugin(checkout.protobufPlugin()));
        }
        return worker;
    }

    private Path converters() {
        Path plugins = checkout.plugin("converters", work.resolve("plugins"));
        ServiceFile.add(
                plugins.resolve("converters"),
                "org.apache.kafka.connect.storage.Converter",
                List.of(
                        "io.apicurio.registry.utils.converter.AvroConverter",
                        "io.apicurio.registry.utils.converter.SerdeBasedConverter"));
        return plugins;
    }

    /** With the connector, the lake's path and a secret in its environment; a Connect cluster of its own. */
    WorkerSpec spec(String name) {
        return spec(name, broker.bootstrap());
    }

    WorkerSpec spec(String name, String bootstrap) {
        return WorkerSpec.of(name, bootstrap)
                .plugin(checkout.connectorPlugin())
                .environment("SLUICE_LAKE", lake().toUri().toString())
                .environment("SLUICE_SECRET", SECRET)
                .set("group.id", name)
                .set("config.storage.topic", name + "-configs")
                .set("offset.storage.topic", name + "-offsets")
                .set("status.storage.topic", name + "-status");
    }

    Worker start(WorkerSpec spec) {
        return Worker.start(children, checkout, spec, work);
    }

    /** Started when it is first asked for. */
    synchronized S3Store s3() {
        if (s3 == null) {
            s3 = S3Store.start(children, checkout, work.resolve("s3"));
        }
        return s3;
    }

    /** Started when it is first asked for. */
    synchronized Registry registry() {
        if (registry == null) {
            registry = Registry.start(children, checkout);
        }
        return registry;
    }

    SparkSubmit spark() {
        return new SparkSubmit(children, checkout);
    }

    Checkout checkout() {
        return checkout;
    }

    Path lake() {
        return work.resolve("lake");
    }

    Path logs() {
        return work.resolve("logs");
    }

    @Override
    public void close() {
        children.kill();
        children.close();
    }
}
