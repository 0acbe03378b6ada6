package io.sluice.local.connect;

import io.sluice.local.process.Await;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.ChildJvm;
import io.sluice.local.process.Children;
import io.sluice.local.process.JvmSpec;
import io.sluice.local.process.Ports;
import io.sluice.local.process.PropertiesFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A Connect worker in distributed mode, in a child JVM with its REST API on a free port of 127.0.0.1. */
public final class Worker implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final ChildJvm jvm;
    private final ConnectRest rest;

    private Worker(ChildJvm jvm, ConnectRest rest) {
        this.jvm = jvm;
        this.rest = rest;
    }

    /** Starts it with the settings of config/connect-distributed.properties and the spec's, and returns when it is healthy. */
    public static Worker start(Children children, Checkout checkout, WorkerSpec spec, Path folder) {
        int port = Ports.free();
        Path properties =
                PropertiesFile.write(folder.resolve(spec.name() + ".properties"), settings(checkout, spec, port));
        ChildJvm jvm = children.start(new JvmSpec(
                spec.name(),
                checkout.classpath(spec.classpath()),
                "org.apache.kafka.connect.cli.ConnectDistributed",
                List.of(properties.toString()),
                options(checkout, spec),
                spec.environment()));
        Worker worker = new Worker(jvm, new ConnectRest("http://127.0.0.1:" + port));
        worker.awaitHealth();
        return worker;
    }

    public ConnectRest rest() {
        return rest;
    }

    public ChildJvm jvm() {
        return jvm;
    }

    @Override
    public void close() {
        jvm.close();
    }

    private void awaitHealth() {
        Await.answer(
                "The worker's answer",
                START,
                () -> {
                    jvm.requireAlive();
                    return rest.isHealthy() ? Optional.of(true) : Optional.empty();
                },
                jvm::tail);
    }

    private static List<String> options(Checkout checkout, WorkerSpec spec) {
        List<String> options = new ArrayList<>(spec.options());
        options.add("-Dlog4j2.configurationFile=" + checkout.config("log4j2.properties"));
        // The same for Connect 3.9, whose log library is another.
        options.add("-Dlog4j.configuration=" + Worker.class.getResource("log4j.properties"));
        return options;
    }

    private static Map<String, String> settings(Checkout checkout, WorkerSpec spec, int port) {
        Map<String, String> settings = PropertiesFile.read(checkout.config("connect-distributed.properties"));
        settings.put("bootstrap.servers", spec.bootstrap());
        settings.put("listeners", "http://127.0.0.1:" + port);
        settings.remove("plugin.path");
        if (!spec.plugins().isEmpty()) {
            settings.put(
                    "plugin.path", spec.plugins().stream().map(Path::toString).collect(Collectors.joining(",")));
        }
        // A small cluster that forgets a dead worker soon.
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "2000");
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        settings.put("consumer.session.timeout.ms", "6000");
        settings.put("consumer.heartbeat.interval.ms", "2000");
        settings.put("offset.flush.interval.ms", "1000");
        settings.putAll(spec.settings());
        return settings;
    }
}
