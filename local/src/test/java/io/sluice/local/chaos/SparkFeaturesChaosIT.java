package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.beside.Statements;
import io.sluice.local.kafka.Topics;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.process.Await;
import io.sluice.local.process.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S43: Spark itself switches table features on under running tasks, one in each table. The sink honours them from its next landing on, so that
 * Spark reads what it landed and writes after it, or its task fails, names the feature and lands nothing.
 */
@ExtendWith(WithFleet.class)
final class SparkFeaturesChaosIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int ROWS = 10;

    /**
     * @param set what follows ALTER TABLE
     * @param refusal what the task's failure names; empty: it lands on
     */
    private record Feature(String name, String set, String refusal) {
        String topic() {
            return "feature-" + name;
        }

        boolean isHonoured() {
            return refusal.isEmpty();
        }
    }

    private static final List<Feature> FEATURES = List.of(
            property("vectors", "delta.enableDeletionVectors"),
            property("append-only", "delta.appendOnly"),
            property("change-feed", "delta.enableChangeDataFeed"),
            property("commit-timestamps", "delta.enableInCommitTimestamps"),
            property("row-tracking", "delta.enableRowTracking"),
            new Feature("check", "ADD CONSTRAINT positive CHECK (id >= 0)", "checkConstraints"),
            new Feature(
                    "retention",
                    "SET TBLPROPERTIES ('delta.setTransactionRetentionDuration' = 'interval 7 days')",
                    "delta.setTransactionRetentionDuration"));

    private final Fleet fleet;
    private final Path lake;

    SparkFeaturesChaosIT(Fleet fleet) {
        this.fleet = fleet;
        this.lake = fleet.work().resolve("features-lake");
    }

    private static Feature property(String name, String key) {
        return new Feature(name, "SET TBLPROPERTIES ('" + key + "' = 'true')", "");
    }

    @Test
    void s43AFeatureThatSparkSwitchesOnIsHonouredOrRefusedByName() {
        try (Admin admin = fleet.broker().admin()) {
            FEATURES.forEach(feature -> Topics.create(admin, feature.topic(), 1));
        }
        try (Workers workers = fleet.workers("features", Map.of()).start(1)) {
            List<Sink> sinks = FEATURES.stream()
                    .map(feature -> new Sink(feature.topic(), workers, lake)
                            .set("tasks.max", "1")
                            .deploy())
                    .toList();
            produce(0);
            for (Feature feature : FEATURES) {
                awaitLanded(feature, sinks.get(FEATURES.indexOf(feature)), ROWS);
            }
            spark("on", FEATURES, feature -> List.of(alter(feature)));
            produce(ROWS);
            for (Feature feature : FEATURES) {
                judge(feature, sinks.get(FEATURES.indexOf(feature)));
            }
            List<Feature> honoured =
                    FEATURES.stream().filter(Feature::isHonoured).toList();
            spark("after", honoured, feature -> List.of(read(feature), write(feature)));
        }
    }

    private String table(Feature feature) {
        return "delta.`" + lake.resolve(feature.topic()) + "`";
    }

    private String alter(Feature feature) {
        return "ALTER TABLE " + table(feature) + " " + feature.set();
    }

    /** Every row; where rows have ids, each its own. */
    private String read(Feature feature) {
        String row = feature.name().equals("row-tracking") ? "_metadata.row_id" : "id";
        return "SELECT assert_true(count(DISTINCT " + row + ") = " + 2 * ROWS + ") FROM " + table(feature);
    }

    private String write(Feature feature) {
        return "INSERT INTO " + table(feature) + " SELECT * FROM " + table(feature) + " WHERE id = 0";
    }

    /** Each feature's statements, all of which succeed. */
    private void spark(String step, List<Feature> features, Function<Feature, List<String>> statements) {
        List<String> arguments = new ArrayList<>();
        Map<String, Integer> wanted = new TreeMap<>();
        for (Feature feature : features) {
            for (String statement : statements.apply(feature)) {
                arguments.addAll(List.of(feature.name(), statement));
                wanted.merge("ok " + feature.name(), 1, Integer::sum);
            }
        }
        ChildJvm spark =
                SparkBeside.start(fleet, "features-" + step, lake, Statements.class, arguments.toArray(String[]::new));
        assertThat(spark.awaitExit(LIMIT)).as(spark::tail).isZero();
        Map<String, List<String>> said = SparkBeside.said(spark);
        Map<String, Integer> counted = new TreeMap<>();
        said.forEach((outcome, each) -> counted.put(outcome, each.size()));
        assertThat(counted).as("what Spark said: " + said).isEqualTo(wanted);
    }

    private void judge(Feature feature, Sink sink) {
        if (feature.isHonoured()) {
            awaitLanded(feature, sink, 2 * ROWS);
            assertThat(DeltaLog.replay(lake.resolve(feature.topic())).rows())
                    .as(feature.name())
                    .hasSize(2 * ROWS);
        } else {
            String failure = Await.answer(
                    "The failure of " + feature.topic(),
                    LIMIT,
                    () -> sink.connectors().failure(feature.topic()),
                    () -> sink.connectors().status(feature.topic()).toString());
            assertThat(failure)
                    .contains(feature.refusal(), lake.resolve(feature.topic()).toString());
            assertThat(landed(feature)).as("landed in " + feature.topic()).isEqualTo(ROWS);
        }
    }

    private void produce(int from) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, fleet.broker().bootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            for (Feature feature : FEATURES) {
                for (int id = from; id < from + ROWS; id++) {
                    var unused = producer.send(new ProducerRecord<>(feature.topic(), 0, "key", Traffic.document(id)));
                }
            }
        }
    }

    private void awaitLanded(Feature feature, Sink sink, long rows) {
        Await.answer(
                "The landing of " + rows + " in " + feature.topic(),
                LIMIT,
                () -> {
                    sink.requireHealthy();
                    return DeltaLog.exists(lake.resolve(feature.topic())) && landed(feature) == rows
                            ? Optional.of(true)
                            : Optional.empty();
                },
                () -> sink.connectors().status(feature.topic()).toString());
    }

    private long landed(Feature feature) {
        String appId = "sluice/" + feature.topic() + "/kafka/" + feature.topic() + "/0";
        return DeltaLog.replay(lake.resolve(feature.topic())).transactions().getOrDefault(appId, 0L);
    }
}
