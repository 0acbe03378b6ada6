package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Topics;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S34: the lake's disk and the worker lose their power at any moment; what Kafka was told is durable, and every version that is there names
 * whole files. Short: 5 cuts; long: 50.
 */
@ExtendWith(WithFleet.class)
final class PowerChaosIT {
    private static final String NAME = "power";
    private static final int PARTITIONS = 6;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Random random = Form.random();
    private final Fleet fleet;
    private final Ledger ledger = new Ledger();

    PowerChaosIT(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void s34WhatKafkaWasToldOutlivesACutOfThePower() throws IOException {
        int rounds = Form.rounds(5, 50);
        Path lake = Files.createDirectories(fleet.work().resolve("power-lake"));
        try (Admin admin = fleet.broker().admin()) {
            Topics.create(admin, NAME, PARTITIONS);
        }
        try (PoweredDisk disk = PoweredDisk.mount(fleet.work().resolve("power.img"), lake, 512);
                Workers workers = fleet.workers(NAME, Map.of()).start(1);
                // It looks at the end alone: a version may be seen that is not durable yet.
                Oracle oracle = Oracle.of(lake.resolve(NAME), NAME, ledger)) {
            Sink sink = new Sink(NAME, workers, lake).set("tasks.max", "2").deploy();
            Traffic traffic =
                    Traffic.start(fleet.broker().bootstrap(), ledger, NAME, PARTITIONS, 500, new AtomicLong());
            try (traffic) {
                long told = 0;
                for (int round = 0; round < rounds; round++) {
                    told = round(disk, workers, sink, lake, told);
                }
            }
            sink.awaitLanded(oracle, ledger.ends(NAME), LIMIT);
            Verdict verdict = oracle.finish();
            assertThat(verdict.rows()).isEqualTo(ledger.records());
            Form.figure(
                    "A1",
                    rounds + " cuts of the power of the lake's disk (ext4) and of the worker, local store, "
                            + verdict.rows() + " records, " + verdict.versions() + " versions",
                    "0 lost, 0 duplicated, 0 live files missing or torn, 0 offsets told that the lake forgot");
        }
    }

    /** @return how far Kafka was told in all */
    private long round(PoweredDisk disk, Workers workers, Sink sink, Path lake, long before) {
        Await.answer(
                "News of a landing for Kafka",
                LIMIT,
                () -> sum(told(sink)) > before ? Optional.of(true) : Optional.empty(),
                () -> workers.worker(1).jvm().tail());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(4000)));
        Map<Integer, Long> told = told(sink);
        disk.cut();
        workers.kill(1);
        disk.restore();
        Map<String, Long> held = DeltaLog.replay(lake.resolve(NAME)).transactions();
        told.forEach((partition, offset) -> assertThat(held.getOrDefault("sluice/power/kafka/power/" + partition, 0L))
                .as("offset in the lake of partition " + partition + ", of which Kafka was told " + offset)
                .isGreaterThanOrEqualTo(offset));
        workers.start(1);
        return sum(told);
    }

    private static Map<Integer, Long> told(Sink sink) {
        return sink.connectors().offsets(NAME, NAME);
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
