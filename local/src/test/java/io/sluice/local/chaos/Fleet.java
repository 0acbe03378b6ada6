package io.sluice.local.chaos;

import io.sluice.local.connect.WorkerSpec;
import io.sluice.local.kafka.Broker;
import io.sluice.local.process.Await;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.Children;
import io.sluice.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** One broker for all tests of a run; each test takes workers, topics and a lake of its own. */
final class Fleet implements AutoCloseable {
    private final Checkout checkout = Checkout.fromProperties();
    private final Path work;
    private final Children children;
    private final CutProxy proxy;
    private final Broker broker;

    Fleet() {
        try {
            Path runs = Files.createDirectories(checkout.work("chaos"));
            work = Files.createTempDirectory(runs, "run-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        children = new Children(work.resolve("logs"));
        int port = Ports.free();
        proxy = CutProxy.before(port);
        broker = Broker.startBehind(children, checkout, work, port, proxy.port());
    }

    /** Another way to the broker, which can be cut. */
    CutProxy proxy() {
        return proxy;
    }

    Broker broker() {
        return broker;
    }

    Checkout checkout() {
        return checkout;
    }

    Children children() {
        return children;
    }

    Path work() {
        return work;
    }

    /** Until a connector's tasks share its partitions and no change of them is under way. */
    void awaitSettled(String connector, int tasks) {
        String group = "connect-" + connector;
        try (Admin admin = broker.admin()) {
            Await.answer(
                    "The settling of group " + group,
                    Duration.ofMinutes(2),
                    () -> described(admin, group)
                            .filter(now -> now.groupState() == GroupState.STABLE
                                    && now.members().size() == tasks),
                    () -> described(admin, group).toString());
        }
    }

    /** Empty before the first task joins. */
    private static Optional<ConsumerGroupDescription> described(Admin admin, String group) {
        try {
            return Optional.of(admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Workers of one Connect cluster that notices a dead member soon. None is started yet. */
    Workers workers(String name, Map<String, String> settings) {
        return new Workers(this, spec(name, settings));
    }

    private WorkerSpec spec(String name, Map<String, String> settings) {
        WorkerSpec spec = WorkerSpec.of(name, broker.bootstrap())
                .plugin(checkout.connectorPlugin())
                .set("group.id", name)
                .set("config.storage.topic", name + "-configs")
                .set("offset.storage.topic", name + "-offsets")
                .set("status.storage.topic", name + "-status")
                .set("session.timeout.ms", "3000")
                .set("heartbeat.interval.ms", "800")
                .set("rebalance.timeout.ms", "8000")
                .set("worker.sync.timeout.ms", "2000")
                .set("task.shutdown.graceful.timeout.ms", "2000")
                .set("consumer.session.timeout.ms", "3000")
                .set("consumer.heartbeat.interval.ms", "800")
                .set("consumer.max.poll.interval.ms", "8000");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            spec = spec.set(setting.getKey(), setting.getValue());
        }
        return spec;
    }

    @Override
    public void close() {
        children.kill();
        children.close();
        proxy.close();
    }
}
