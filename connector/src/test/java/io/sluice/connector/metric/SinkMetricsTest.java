package io.sluice.connector.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.utils.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both registries by what an operator's JMX client sees. */
final class SinkMetricsTest {
    private static final String OWN = "io.sluice:type=sink-task-metrics,connector=orders,task=2";
    private static final String PLUGIN = "kafka.connect:type=plugins,connector=orders,task=2";
    private static final String PARTITION = ",topic=orders.v1,partition=7";

    private final SteppingClock clock = new SteppingClock();
    /** As the worker makes it. */
    private final Metrics worker = new Metrics(
            new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext("kafka.connect"));

    @AfterEach
    void closeTheWorker() {
        worker.close();
    }

    private PluginMetricsImpl pluginMetrics() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("connector", "orders");
        tags.put("task", "2");
        return new PluginMetricsImpl(worker, tags);
    }

    private SinkMetrics ofOurOwn() {
        return new RegisteredMetrics(new MBeanRegistry("orders", "2"), clock);
    }

    private SinkMetrics ofTheWorker() {
        return new RegisteredMetrics(new PluginMetricRegistry(pluginMetrics()), clock);
    }

    @Test
    void aTaskShowsWhatItDidAsMBeansOfOurOwn() throws JMException {
        try (SinkMetrics metrics = ofOurOwn()) {
            work(metrics);
            assertShown(OWN);
            assertThat(attributes(OWN + PARTITION)).containsExactly(Map.entry("last-committed-offset", 1042L));
        }
        assertThat(beans("io.sluice:*")).isEmpty();
    }

    @Test
    void aTaskShowsTheSameThroughTheWorkersPluginMetrics() throws JMException {
        try (SinkMetrics metrics = ofTheWorker()) {
            work(metrics);
            assertShown(PLUGIN);
            assertThat(attributes(PLUGIN + PARTITION)).containsExactly(Map.entry("last-committed-offset", 1042L));
            assertThat(beans("io.sluice:*")).isEmpty();
        }
        assertThat(beans("kafka.connect:type=plugins,*")).isEmpty();
    }

    private void work(SinkMetrics metrics) {
        metrics.landed(1000, 3, 2, 5_000, Duration.ofMillis(200));
        metrics.landed(500, 0, 1, 2_000, Duration.ofMillis(400));
        metrics.conflict();
        metrics.fenced();
        metrics.duplicatesDropped(11);
        metrics.recordsDropped(12);
        metrics.recordsDeadLettered(13);
        metrics.buffered(14, 15);
        metrics.lakeUnavailable();
        clock.step(Duration.ofSeconds(9));
        metrics.lakeUnavailable();
        metrics.committedOffset("orders.v1", 7, 1000);
        metrics.committedOffset("orders.v1", 7, 1042);
        metrics.committedOffset("orders.v1", 8, 1);
        metrics.partitionClosed("orders.v1", 8);
        metrics.partitionClosed("orders.v1", 9);
    }

    private static void assertShown(String bean) throws JMException {
        Map<String, Object> shown = attributes(bean);
        assertThat(shown.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MetricNames.values())
                        .filter(name -> name != MetricNames.LAST_COMMITTED_OFFSET)
                        .map(MetricNames::key)
                        .toList());
        assertThat(shown)
                .containsEntry("records-landed-total", 1500L)
                .containsEntry("records-rescued-total", 3L)
                .containsEntry("files-written-total", 3L)
                .containsEntry("bytes-written-total", 7_000L)
                .containsEntry("commits-total", 2L)
                .containsEntry("commit-conflicts-total", 1L)
                .containsEntry("fenced-total", 1L)
                .containsEntry("duplicates-dropped-total", 11L)
                .containsEntry("records-dropped-total", 12L)
                .containsEntry("records-dead-lettered-total", 13L)
                .containsEntry("buffered-records", 14L)
                .containsEntry("buffered-bytes", 15L)
                .containsEntry("lake-unavailable-ms", 9_000L)
                .containsEntry("commit-time-avg", 300.0)
                .containsEntry("commit-time-max", 400.0);
        // Kafka's rates never divide by less than all windows but one: 1500 records in 270 seconds.
        assertThat((double) shown.get("records-landed-rate")).isCloseTo(1500 / 270.0, within(0.5));
        assertThat(beans(bean + ",*"))
                .containsExactlyInAnyOrder(new ObjectName(bean), new ObjectName(bean + PARTITION));
    }

    @Test
    void aLakeThatAnswersAgainIsNotAway() throws JMException {
        try (SinkMetrics metrics = ofOurOwn()) {
            metrics.lakeUnavailable();
            clock.step(Duration.ofSeconds(5));
            assertThat(attributes(OWN)).containsEntry("lake-unavailable-ms", 5_000L);
            metrics.lakeAvailable();
            assertThat(attributes(OWN)).containsEntry("lake-unavailable-ms", 0L);
        }
    }

    @Test
    void everyMetricDescribesItself() throws JMException {
        try (SinkMetrics metrics = ofOurOwn()) {
            assertThat(metrics).isNotNull();
            for (MBeanAttributeInfo info :
                    server().getMBeanInfo(new ObjectName(OWN)).getAttributes()) {
                assertThat(info.getName()).matches("[a-z]+(-[a-z]+)+");
            }
            assertThat(MetricNames.values())
                    .allSatisfy(name -> assertThat(name.description()).endsWith("."));
        }
    }

    @Test
    void aNameThatNoMBeanCanHaveIsQuoted() throws JMException {
        try (SinkMetrics metrics = new RegisteredMetrics(new MBeanRegistry("a,b=c", "0"), clock)) {
            metrics.conflict();
            assertThat(beans("io.sluice:type=sink-task-metrics,*")).hasSize(1);
        }
    }

    @Test
    void aTaskStartsAlthoughAnEarlierRunStillHasTheNames() throws JMException {
        try (SinkMetrics zombie = ofTheWorker()) {
            zombie.conflict();
            try (SinkMetrics restarted = ofTheWorker()) {
                restarted.fenced();
                restarted.committedOffset("t", 0, 5);
                restarted.partitionClosed("t", 0);
            }
            assertThat(attributes(PLUGIN))
                    .containsEntry("commit-conflicts-total", 1L)
                    .containsEntry("fenced-total", 0L);
        }
    }

    @Test
    void closingTwiceOrAfterTheWorkerIsHarmless() throws Exception {
        PluginMetricsImpl plugin = pluginMetrics();
        SinkMetrics metrics = SinkMetrics.register(() -> plugin, "orders", "2");
        plugin.close();
        assertThatCode(metrics::close).doesNotThrowAnyException();
        assertThatCode(metrics::close).doesNotThrowAnyException();
        assertThatCode(() -> metrics.committedOffset("t", 0, 1)).doesNotThrowAnyException();
    }

    @Test
    void aWorkerWithoutPluginMetricsGetsMBeansOfOurOwn() throws JMException {
        for (Error old : List.of(new NoSuchMethodError("pluginMetrics"), new NoClassDefFoundError("PluginMetrics"))) {
            try (SinkMetrics metrics = SinkMetrics.register(
                    () -> {
                        throw old;
                    },
                    "orders",
                    "2")) {
                assertThat(metrics).isNotNull();
                assertThat(beans(OWN)).hasSize(1);
            }
        }
        assertThat(beans("io.sluice:*")).isEmpty();
    }

    private static Map<String, Object> attributes(String bean) throws JMException {
        ObjectName name = new ObjectName(bean);
        Map<String, Object> values = new TreeMap<>();
        for (MBeanAttributeInfo info : server().getMBeanInfo(name).getAttributes()) {
            values.put(info.getName(), server().getAttribute(name, info.getName()));
        }
        return values;
    }

    private static Set<ObjectName> beans(String pattern) throws JMException {
        return Stream.of(server().queryNames(new ObjectName(pattern), null))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    private static final class SteppingClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void step(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
