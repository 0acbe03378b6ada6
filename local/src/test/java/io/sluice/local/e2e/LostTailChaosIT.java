package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.connect.Worker;
import io.sluice.local.kafka.Broker;
import io.sluice.local.kafka.Produced;
import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S10: a broker comes back with an older copy of a partition, as the winner of an unclean election has one: records that landed are gone
 * from Kafka, and new ones will take their offsets.
 */
@ExtendWith(WithStack.class)
final class LostTailChaosIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** With an Admin client, and without. */
    private static final List<String> TOPICS = List.of("tail-told", "tail-untold");

    private final SharedStack stack;

    LostTailChaosIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void s10ATopicThatLostItsTailFailsTheTaskAndIsReadOnWhenTheUserSaysSo() {
        Path folder = stack.lake().resolveSibling("tail-broker");
        Broker broker = stack.startBroker(folder);
        try (Admin admin = broker.admin()) {
            TOPICS.forEach(topic -> Topics.create(admin, topic, 1));
        }
        try (Worker worker = stack.start(stack.spec("tail", broker.bootstrap()))) {
            Pipeline told = pipeline(broker, worker, TOPICS.get(0))
                    .set("source.admin.bootstrap.servers", broker.bootstrap())
                    .deploy();
            Pipeline untold = pipeline(broker, worker, TOPICS.get(1)).deploy();
            land(told, 40);
            land(untold, 40);
            broker.jvm().kill();
            TOPICS.forEach(topic -> copy(partition(folder, topic), older(folder, topic)));
            broker.restart();
            land(told, 60);
            land(untold, 60);

            broker.jvm().kill();
            TOPICS.forEach(topic -> {
                delete(partition(folder, topic));
                copy(older(folder, topic), partition(folder, topic));
            });
            broker.restart();

            awaitFailure(untold, "the lake already holds later offsets of this partition");
            told.connectors().restart(told.name());
            assertThat(awaitFailure(told, "ends at offset 40 now"))
                    .contains("the lake expects offset 100 of tail-told-0 next", "offset.gap");
            assertThat(told.rows()).isEqualTo(100);
            assertThat(untold.rows()).isEqualTo(100);

            Produced anew = told.send(LandingIT.numbers(20));
            assertThat(anew.ends()).containsEntry(0, 60L);
            told.set("offset.gap", "earliest").deploy();
            awaitRows(told, 160);
        }
    }

    private Pipeline pipeline(Broker broker, Worker worker, String topic) {
        return Pipeline.over(broker.bootstrap(), worker, topic, stack.lake()).set("tasks.max", "1");
    }

    private static void land(Pipeline pipeline, int records) {
        pipeline.awaitLanded(pipeline.send(LandingIT.numbers(records)).ends());
    }

    /** After a failure, whose trace the status shows until the new tasks run. */
    private static void awaitRows(Pipeline pipeline, int rows) {
        Await.answer(
                "The landing of " + rows + " rows",
                LIMIT,
                () -> pipeline.rows() == rows ? Optional.of(true) : Optional.empty(),
                () -> pipeline.rows() + " rows, " + pipeline.status());
    }

    private static String awaitFailure(Pipeline pipeline, String why) {
        return Await.answer(
                "The failure of a task because " + why,
                LIMIT,
                () -> pipeline.connectors().failure(pipeline.name()).filter(trace -> trace.contains(why)),
                () -> pipeline.status().toString());
    }

    private static Path partition(Path folder, String topic) {
        return folder.resolve("broker").resolve(topic + "-0");
    }

    private static Path older(Path folder, String topic) {
        return folder.resolve("older-" + topic);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                if (Files.isRegularFile(file)) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
