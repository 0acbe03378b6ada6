package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.connect.Worker;
import io.sluice.local.kafka.Produced;
import io.sluice.local.process.Jmx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithStack.class)
final class MetricsIT {
    private static final int RECORDS = 40;

    private final SharedStack stack;

    MetricsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void aWorkerWithPluginMetricsShowsThemThere() {
        land(stack.worker(), "metrics-plugin");

        assertShown(stack.worker(), "kafka.connect:type=plugins,connector=metrics-plugin,*");
    }

    @Test
    void connect39LandsTooAndShowsMetricsOfOurOwn() {
        try (Worker worker = stack.start(stack.spec("connect39").connect39())) {
            assertThat(worker.rest().get("/").body().get("version").asText()).startsWith("3.9.");
            land(worker, "metrics-own");

            assertShown(worker, "io.sluice:type=sink-task-metrics,connector=metrics-own,*");
        }
    }

    private void land(Worker worker, String name) {
        Pipeline pipeline = Pipeline.create(stack, worker, name, 2).deploy();
        Produced produced = pipeline.send(LandingIT.numbers(RECORDS));
        pipeline.awaitLanded(produced.ends());
        LandedRows.assertExactlyOnce(produced, pipeline.log().rows());
    }

    private static void assertShown(Worker worker, String pattern) {
        try (Jmx jmx = Jmx.of(worker.jvm().pid())) {
            assertThat(jmx.sum(pattern, "records-landed-total")).isEqualTo(RECORDS);
            assertThat(jmx.sum(pattern, "last-committed-offset")).isEqualTo(RECORDS);
            assertThat(jmx.sum(pattern, "commits-total")).isPositive();
            assertThat(jmx.sum(pattern, "bytes-written-total")).isPositive();
            assertThat(jmx.sum(pattern, "buffered-records")).isZero();
        }
    }
}
