package io.sluice.local.kafka;

import io.sluice.local.child.BrokerOnLeash;
import io.sluice.local.process.Await;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.ChildJvm;
import io.sluice.local.process.Children;
import io.sluice.local.process.JvmSpec;
import io.sluice.local.process.Ports;
import io.sluice.local.process.PropertiesFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** One Kafka broker that is its own controller (KRaft), in a child JVM on free ports of 127.0.0.1. */
public final class Broker {
    private static final Duration START = Duration.ofSeconds(90);
    private static final List<String> SMALL = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Children children;
    private final JvmSpec spec;
    private final String bootstrap;
    private ChildJvm jvm;

    private Broker(Children children, JvmSpec spec, String bootstrap) {
        this.children = children;
        this.spec = spec;
        this.bootstrap = bootstrap;
        this.jvm = children.start(spec);
    }

    /** Starts it with an empty log below {@code folder} and returns when it answers. */
    public static Broker start(Children children, Checkout checkout, Path folder) {
        return start(children, checkout, folder, Map.of(), SMALL);
    }

    /** The same with options of the JVM in place of those for a small one; a log that is below {@code folder} already is kept. */
    public static Broker start(Children children, Checkout checkout, Path folder, List<String> options) {
        return start(children, checkout, folder, Map.of(), options);
    }

    /**
     * The same with a second listener on another port, which it names to clients as that of a proxy before it.
     *
     * @param port of the listener
     * @param proxyPort where clients of that listener are to go
     */
    public static Broker startBehind(Children children, Checkout checkout, Path folder, int port, int proxyPort) {
        return start(
                children,
                checkout,
                folder,
                Map.of("listeners", ",PROXIED://127.0.0.1:" + port, "advertised", ",PROXIED://127.0.0.1:" + proxyPort),
                SMALL);
    }

    private static Broker start(
            Children children, Checkout checkout, Path folder, Map<String, String> more, List<String> options) {
        int port = Ports.free();
        int controllerPort = Ports.free();
        Map<String, String> settings = settings(folder.resolve("broker"), port, controllerPort);
        settings.merge("listeners", more.getOrDefault("listeners", ""), String::concat);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port + more.getOrDefault("advertised", ""));
        Path properties = PropertiesFile.write(folder.resolve("broker.properties"), settings);
        JvmSpec spec = new JvmSpec(
                "broker",
                checkout.classpath("kafka"),
                BrokerOnLeash.class.getName(),
                List.of(properties.toString(), clusterId(folder)),
                Stream.concat(
                                options.stream(),
                                Stream.of("-Dlog4j2.configurationFile=" + checkout.config("log4j2.properties")))
                        .toList(),
                Map.of());
        Broker broker = new Broker(children, spec, "127.0.0.1:" + port);
        broker.awaitAnswer();
        return broker;
    }

    /** Starts one that has ended again, with the same log and ports, and returns when it answers. */
    public void restart() {
        jvm = children.start(spec);
        awaitAnswer();
    }

    public String bootstrap() {
        return bootstrap;
    }

    public ChildJvm jvm() {
        return jvm;
    }

    /** A client that the caller closes. */
    public Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 100,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 100));
    }

    /** A log that is kept knows its cluster. */
    private static String clusterId(Path folder) {
        Path kept = folder.resolve("broker/meta.properties");
        return Files.exists(kept)
                ? PropertiesFile.read(kept).get("cluster.id")
                : Uuid.randomUuid().toString();
    }

    private void awaitAnswer() {
        try (Admin admin = admin()) {
            var nodes = admin.describeCluster().nodes();
            Await.answer(
                    "The broker's answer",
                    START,
                    () -> {
                        jvm.requireAlive();
                        return nodes.isDone() ? Optional.of(nodes) : Optional.empty();
                    },
                    jvm::tail);
        }
    }

    private static Map<String, String> settings(Path logs, int port, int controllerPort) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT");
        settings.put("log.dirs", logs.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        // A group of one has nobody to wait for.
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        settings.put("log.cleaner.backoff.ms", "500");
        return settings;
    }
}
