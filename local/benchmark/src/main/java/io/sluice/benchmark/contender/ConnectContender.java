package io.sluice.benchmark.contender;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.benchmark.events.EventTopic;
import io.sluice.local.connect.Connectors;
import io.sluice.local.connect.Worker;
import io.sluice.local.connect.WorkerSpec;
import io.sluice.local.process.Checkout;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sink in a Connect worker of its own.
 *
 * @param name as reports name it
 * @param values how it gets them
 * @param tasks that share the topic's partitions
 */
record ConnectContender(String name, String title, SinkPlugin sink, Values values, int tasks) implements Contender {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Run start(Bench bench, String id, EventTopic topic) {
        Target target = new Target(
                id,
                bench.work().resolve(id),
                topic.name(),
                values,
                bench.broker().bootstrap());
        Worker worker = Worker.start(bench.children(), bench.checkout(), spec(bench, id), bench.work());
        Connectors connectors = new Connectors(worker.rest());
        sink.prepare(bench, target);
        Map<String, String> settings = new HashMap<>(values.settings());
        settings.put("tasks.max", Integer.toString(tasks));
        settings.put("topics", topic.name());
        settings.put("key.converter", Values.BYTES_CONVERTER);
        sink.settings(target).forEach(setting -> settings.put(setting.key(), setting.value()));
        connectors.deploy(id, JSON.valueToTree(settings));
        return new ConnectRun(id, worker, connectors, sink.table(target));
    }

    @Override
    public void requireBuilt(Checkout checkout) {
        sink.requireBuilt(checkout);
    }

    @Override
    public List<Setting> settings(Target target) {
        return sink.settings(target);
    }

    private WorkerSpec spec(Bench bench, String id) {
        return WorkerSpec.of(id, bench.broker().bootstrap())
                .plugin(sink.plugin(bench))
                .options(WorkerJvm.OPTIONS)
                .set("group.id", id)
                .set("config.storage.topic", id + "-configs")
                .set("offset.storage.topic", id + "-offsets")
                .set("status.storage.topic", id + "-status")
                // Connect's own defaults, not those of a cluster in a test that must notice dead workers soon.
                .set("session.timeout.ms", "10000")
                .set("heartbeat.interval.ms", "3000")
                .set("consumer.session.timeout.ms", "45000")
                .set("consumer.heartbeat.interval.ms", "3000")
                // As in config/connect-distributed.properties. With the default of a minute a task without records is
                // not woken in time to take
                // part in a commit of Iceberg.
                .set("offset.flush.interval.ms", "10000");
    }
}
