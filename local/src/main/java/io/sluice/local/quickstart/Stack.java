package io.sluice.local.quickstart;

import io.sluice.local.connect.Connectors;
import io.sluice.local.connect.Worker;
import io.sluice.local.connect.WorkerSpec;
import io.sluice.local.kafka.Broker;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.Children;

/** Broker and Connect worker of one run. */
record Stack(Broker broker, Worker worker) {
    static Stack start(Narrator narrator, Children children, Checkout checkout, Workspace workspace) {
        Broker broker = narrator.step("Start Kafka", () -> {
            Broker started = Broker.start(children, checkout, workspace.folder());
            narrator.say("one broker (KRaft) at %s", started.bootstrap());
            return started;
        });
        Worker worker = narrator.step("Start Kafka Connect, distributed, with the connector on its plugin.path", () -> {
            Worker started = Worker.start(children, checkout, worker(broker, checkout, workspace), workspace.folder());
            narrator.say("REST API at %s", started.rest().address());
            narrator.say("GET /connector-plugins: %s", plugin(started));
            return started;
        });
        return new Stack(broker, worker);
    }

    Connectors connectors() {
        return new Connectors(worker.rest());
    }

    private static WorkerSpec worker(Broker broker, Checkout checkout, Workspace workspace) {
        return WorkerSpec.of("connect", broker.bootstrap())
                .plugin(checkout.connectorPlugin())
                .environment("SLUICE_LAKE", workspace.lakeUri());
    }

    private static String plugin(Worker worker) {
        for (var plugin : worker.rest().get("/connector-plugins").body()) {
            if (plugin.path("class").asText().endsWith(".LakeSinkConnector")) {
                return plugin.path("class").asText() + " "
                        + plugin.path("version").asText();
            }
        }
        throw new IllegalStateException(
                "The worker does not list LakeSinkConnector. " + worker.jvm().tail());
    }
}
