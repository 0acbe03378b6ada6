package io.sluice.connector.simulation;

import io.sluice.connector.SimulatedTask;
import io.sluice.connector.lake.Lake;
import io.sluice.connector.lake.TableLog;
import io.sluice.connector.metric.SinkMetrics;
import io.sluice.connector.routing.TableName;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTask;

/** Everything of one run: Kafka, the group, the workers, the store. What happens to them is the {@link Turmoil}'s. */
final class World implements Lake {
    /** No table can have the name. */
    static final String LEDGER = "_ledger";

    final Stage stage;
    final Profile profile;
    final Map<TopicPartition, Topic> topics = new LinkedHashMap<>();
    final Oracle oracle;
    final Group group;
    final DeadLetters deadLetters;
    final Faults faults;
    final Files files;
    final Map<String, SimulatedLog> logs = new LinkedHashMap<>();
    final List<Worker> workers = new ArrayList<>();
    final Map<String, Long> counts = new TreeMap<>();
    private int started;

    World(Random random, Profile profile, Stage.Director director) {
        this.profile = profile;
        this.stage = new Stage(random, director);
        for (TopicPartition partition : profile.partitions()) {
            topics.put(partition, new Topic(partition, profile.routing() == Profile.Routing.HEADER));
        }
        this.oracle = new Oracle(stage, topics);
        this.group = new Group(stage, oracle, profile.partitions(), profile.eager());
        this.deadLetters = new DeadLetters(stage);
        this.faults = new Faults(random);
        this.files = new Files(stage, oracle, faults);
        oracle.watch(files, deadLetters);
    }

    Worker startWorker() {
        Worker worker = new Worker(this, "w" + ++started);
        workers.add(worker);
        stage.trace("start", worker.machine.name);
        stage.start(worker.machine, worker.machine.name, worker);
        return worker;
    }

    SinkTask newTask(Worker worker) {
        FlushThread thread = new FlushThread(stage, worker.machine);
        return SimulatedTask.of(this, files, stage::nanos, thread, counter());
    }

    /** Metrics that count calls. */
    private SinkMetrics counter() {
        return (SinkMetrics) Proxy.newProxyInstance(
                SinkMetrics.class.getClassLoader(), new Class<?>[] {SinkMetrics.class}, (proxy, method, arguments) -> {
                    counts.merge(method.getName(), 1L, Long::sum);
                    return null;
                });
    }

    Map<String, String> properties() {
        return profile.properties();
    }

    /** A task failed: a person restarts it, later. Only what a task may fail of is no violation. */
    void failed(Worker worker, RuntimeException failure) {
        String why = "";
        for (Throwable at = failure; at != null; at = at.getCause()) {
            why += at.getMessage() + " | ";
        }
        stage.trace("fails", worker.machine.name, why);
        counts.merge("failures", 1L, Long::sum);
        boolean away = why.contains("longer than retry.timeout.ms") || why.contains("Stopped while the lake was away");
        boolean replaced = profile.drops()
                && (why.contains("was dropped and made anew") || why.contains("before a table is dropped"));
        boolean tombstone =
                profile.nulls() == io.sluice.connector.config.ValueSettings.NullValues.FAIL && why.contains("null");
        if (!away && !replaced && !tombstone) {
            stage.fail("A task failed of what it shall survive: " + why, failure);
        }
    }

    SimulatedLog log(String name) {
        return logs.computeIfAbsent(name, any -> new SimulatedLog(name, stage, oracle));
    }

    @Override
    public String root() {
        return "sim:/";
    }

    @Override
    public TableLog table(TableName name) {
        return new SimulatedTable(log(name.value()), stage, faults, files);
    }

    @Override
    public TableLog ledger(String namespace) {
        return new SimulatedTable(log(LEDGER), stage, faults, files);
    }

    @Override
    public List<TableName> tables() {
        return logs.values().stream()
                .filter(log -> log.exists() && !log.name.equals(LEDGER))
                .map(log -> new TableName(log.name))
                .toList();
    }
}
