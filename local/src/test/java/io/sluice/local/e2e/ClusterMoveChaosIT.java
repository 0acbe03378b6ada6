package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.local.connect.Connectors;
import io.sluice.local.connect.RestAnswer;
import io.sluice.local.connect.Worker;
import io.sluice.local.kafka.Broker;
import io.sluice.local.kafka.Produced;
import io.sluice.local.process.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S54: MirrorMaker copies a topic to another cluster, where every record has another offset, and the connector moves there as
 * docs/operations.md says.
 */
@ExtendWith(WithStack.class)
final class ClusterMoveChaosIT {
    private static final String NAME = "moved";
    private static final int PARTITIONS = 3;
    private static final long REMOVED = 20;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SharedStack stack;

    ClusterMoveChaosIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void s54AConnectorGoesOnInAMirrorOfItsTopicWhereAllOffsetsAreOthers() throws Exception {
        Pipeline before =
                Pipeline.create(stack, stack.worker(), NAME, PARTITIONS).deploy();
        Produced first = before.send(LandingIT.numbers(300));
        before.awaitLanded(first.ends());
        removeFirst();
        before.connectors().stop(NAME);

        Path folder = stack.lake().resolveSibling("moved-broker");
        Broker broker = stack.startBroker(folder);
        try (Worker worker = stack.start(stack.spec("moved-to", broker.bootstrap()))) {
            Connectors connectors = new Connectors(worker.rest());
            connectors.deploy("mirror", mirror(broker));
            Map<Integer, Long> mirrored = first.ends().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue() - REMOVED));
            awaitEnds(broker, mirrored, connectors);
            assertThat(worker.rest().delete("/connectors/mirror").ok()).isTrue();

            Pipeline after = Pipeline.over(broker.bootstrap(), worker, NAME, stack.lake())
                    .set("source.id", "mirrored");
            createStopped(worker, after);
            startAt(worker, mirrored);
            after.connectors().resume(NAME);
            after.awaitLanded(after.send(LandingIT.numbers(100)).ends());

            Map<Integer, Long> times = after.log().rows().stream()
                    .collect(Collectors.groupingBy(row -> row.path("n").asInt(), TreeMap::new, Collectors.counting()));
            assertThat(times)
                    .as("how often each number is in the table")
                    .isEqualTo(
                            IntStream.range(0, 300).boxed().collect(Collectors.toMap(n -> n, n -> n < 100 ? 2L : 1L)));
        }
    }

    /** What the old cluster has no more is not mirrored, so that offsets differ. */
    private void removeFirst() throws ExecutionException, InterruptedException {
        try (Admin admin = stack.broker().admin()) {
            admin.deleteRecords(IntStream.range(0, PARTITIONS)
                            .boxed()
                            .collect(Collectors.toMap(
                                    partition -> new TopicPartition(NAME, partition),
                                    partition -> RecordsToDelete.beforeOffset(REMOVED))))
                    .all()
                    .get();
        }
    }

    private ObjectNode mirror(Broker target) {
        String bytes = "org.apache.kafka.connect.converters.ByteArrayConverter";
        return JSON.createObjectNode()
                .put("connector.class", "org.apache.kafka.connect.mirror.MirrorSourceConnector")
                .put("tasks.max", "1")
                .put("topics", NAME)
                .put("source.cluster.alias", "old")
                .put("target.cluster.alias", "new")
                .put("source.cluster.bootstrap.servers", stack.broker().bootstrap())
                .put("target.cluster.bootstrap.servers", target.bootstrap())
                .put("replication.policy.class", "org.apache.kafka.connect.mirror.IdentityReplicationPolicy")
                .put("replication.factor", "1")
                .put("offset-syncs.topic.replication.factor", "1")
                .put("sync.topic.acls.enabled", "false")
                .put("key.converter", bytes)
                .put("value.converter", bytes);
    }

    private static void awaitEnds(Broker broker, Map<Integer, Long> wanted, Connectors connectors) {
        try (Admin admin = broker.admin()) {
            Await.answer(
                    "The mirroring up to " + wanted,
                    LIMIT,
                    () -> {
                        connectors.failure("mirror").ifPresent(trace -> {
                            throw new IllegalStateException("MirrorMaker failed: " + trace);
                        });
                        return ends(admin).equals(wanted) ? Optional.of(true) : Optional.empty();
                    },
                    () -> "The mirror ends at " + ends(admin) + ".");
        }
    }

    private static Map<Integer, Long> ends(Admin admin) {
        Map<Integer, Long> ends = new TreeMap<>();
        try {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                TopicPartition asked = new TopicPartition(NAME, partition);
                ends.put(
                        partition,
                        admin.listOffsets(Map.of(asked, OffsetSpec.latest()))
                                .partitionResult(asked)
                                .get()
                                .offset());
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return ends;
    }

    /** As KIP-980 has it. */
    private static void createStopped(Worker worker, Pipeline pipeline) {
        ObjectNode request = JSON.createObjectNode().put("name", NAME).put("initial_state", "STOPPED");
        request.set("config", pipeline.settings());
        RestAnswer answer = worker.rest().post("/connectors", request);
        assertThat(answer.ok()).as(answer.toString()).isTrue();
    }

    private static void startAt(Worker worker, Map<Integer, Long> offsets) {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode list = request.putArray("offsets");
        offsets.forEach((partition, offset) -> {
            ObjectNode entry = list.addObject();
            entry.putObject("partition").put("kafka_topic", NAME).put("kafka_partition", partition);
            entry.putObject("offset").put("kafka_offset", offset);
        });
        Await.answer(
                "The move of the offsets",
                LIMIT,
                () -> worker.rest()
                                .patch("/connectors/" + NAME + "/offsets", request)
                                .ok()
                        ? Optional.of(true)
                        : Optional.empty(),
                () -> worker.rest()
                        .patch("/connectors/" + NAME + "/offsets", request)
                        .toString());
    }
}
