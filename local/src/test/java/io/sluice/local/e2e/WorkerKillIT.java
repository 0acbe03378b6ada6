package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.connect.Worker;
import io.sluice.local.connect.WorkerSpec;
import io.sluice.local.data.DataSets;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithStack.class)
final class WorkerKillIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS = List.of("delay", "distance", "origin", "destination");
    private static final int PART = 2000;

    private final SharedStack stack;

    WorkerKillIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void afterKillsInMidFlowTheLakeHoldsExactlyWhatWasProduced() {
        List<Message> flights = DataSets.FLIGHTS.read(stack.checkout().data("flights.jsonl"));
        WorkerSpec spec = stack.spec("killed")
                .set("session.timeout.ms", "3000")
                .set("heartbeat.interval.ms", "1000")
                .set("consumer.session.timeout.ms", "3000")
                .set("consumer.heartbeat.interval.ms", "1000")
                .set("consumer.max.poll.records", "200");
        Worker worker = stack.start(spec);
        Pipeline pipeline = Pipeline.create(stack, worker, "killed-flights", 3)
                .set("commit.records", "500")
                .set("commit.interval.ms", "100");
        pipeline.deploy();

        List<Produced> sent = new ArrayList<>();
        Iterator<List<Message>> parts = parts(flights);
        for (int kill = 1; kill <= 2; kill++) {
            int before = pipeline.rows();
            sent.add(pipeline.send(parts.next()));
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> pipeline.rows() > before);
            sent.add(pipeline.send(parts.next()));
            worker.jvm().kill();
            int held = pipeline.rows();
            assertThat(held).as("rows at kill " + kill).isLessThan(2 * PART * kill);
            worker = stack.start(spec);
            pipeline.moveTo(worker);
        }
        parts.forEachRemaining(part -> sent.add(pipeline.send(part)));
        Produced produced = sent.stream().reduce(Produced::plus).orElseThrow();
        pipeline.awaitLanded(produced.ends());
        worker.close();

        List<JsonNode> rows = pipeline.log().rows();
        LandedRows.assertExactlyOnce(produced, rows);
        assertThat(counted(rows))
                .isEqualTo(counted(
                        flights.stream().map(flight -> parse(flight.value())).toList()));
    }

    private static Iterator<List<Message>> parts(List<Message> messages) {
        return IntStream.iterate(0, from -> from < messages.size(), from -> from + PART)
                .mapToObj(from -> messages.subList(from, Math.min(messages.size(), from + PART)))
                .iterator();
    }

    /** How often each combination of values occurs, since the data has equal lines. */
    private static Map<List<String>, Long> counted(List<JsonNode> documents) {
        return documents.stream()
                .map(document -> FIELDS.stream()
                        .map(field -> document.get(field).asText())
                        .toList())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
