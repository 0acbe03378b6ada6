package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.failpoint.Failpoint;
import io.sluice.local.kafka.Topics;
import io.sluice.local.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** S29, S30, S33: the lake is gone, full or slow, and comes back. Short: for 8 s each; long: for minutes. */
@ExtendWith(WithFleet.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LakeOutageChaosIT {
    private static final int PARTITIONS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration AWAY = Form.time(Duration.ofSeconds(8), Duration.ofMinutes(5));

    private final Fleet fleet;
    private final Armory armory;
    private Workers workers;

    LakeOutageChaosIT(Fleet fleet) {
        this.fleet = fleet;
        this.armory = new Armory(fleet.work(), "outage");
    }

    @BeforeAll
    void start() {
        workers = fleet.workers("outage", Map.of("consumer.max.poll.interval.ms", "5000"))
                .environment("JDK_JAVA_OPTIONS", armory.javaOption())
                .start(1);
    }

    @AfterAll
    void stop() {
        workers.close();
    }

    /** As with a mount that goes away: the path is there and empty. */
    @Test
    void s30ATaskOutlivesALakeThatIsUnmountedAndLandsAllWhenItIsBack() {
        Mount mount = new Mount(fleet.work(), "away");
        try (Flow flow = flow("away", mount.lake())) {
            flow.awaitAll();
            mount.away();
            hold(flow, AWAY);
            assertThat(mount.empty()).as("the mount point").isEmptyDirectory();
            mount.back();
            flow.judge();
        }
    }

    @Test
    void s33ATaskOutlivesAFullDiskAndNothingTornIsEverCommitted() throws IOException {
        Path lake = Files.createDirectories(fleet.work().resolve("full-lake"));
        try (Tmpfs disk = Tmpfs.mount(lake, 48);
                Flow flow = flow("full", lake)) {
            flow.awaitAll();
            disk.fill();
            hold(flow, AWAY);
            disk.free();
            flow.judge();
        }
    }

    @Test
    void s29OffsetsAdvanceWhenACommitTakesLongerThanKafkaLetsATaskBeAway() {
        Path lake = fleet.work().resolve("slow-lake");
        try (Flow flow = flow("slow", lake)) {
            flow.awaitAll();
            String before = workers.any().jvm().tail();
            armory.slow(Failpoint.BEFORE_PUT, Duration.ofSeconds(6));
            int rounds = Form.rounds(3, 60);
            for (int round = 0; round < rounds; round++) {
                flow.awaitAll();
            }
            armory.disarm(Failpoint.BEFORE_PUT);
            assertThat(flow.rebalances())
                    .as("rebalances, log before: " + before)
                    .isZero();
            Form.figure(
                    "A14",
                    "each put 6 s long, max.poll.interval.ms=5000, "
                            + flow.judge().rows() + " records",
                    rounds + " times all that was produced had landed, 0 rebalances, 0 lost, 0 duplicated");
        }
    }

    private Flow flow(String name, Path lake) {
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, name, PARTITIONS);
        }
        return new Flow(fleet, workers, name, lake, PARTITIONS);
    }

    /** The task stays RUNNING all the while. */
    private static void hold(Flow flow, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Await.answer(
                "The end of the outage",
                time.plus(LIMIT),
                () -> {
                    flow.sink().requireHealthy();
                    return System.nanoTime() > end ? Optional.of(true) : Optional.empty();
                },
                () -> "");
    }
}
