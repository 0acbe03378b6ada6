package io.sluice.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A sink with steady traffic and the oracle that judges it, for tests that disturb what is around them. */
final class Flow implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int PER_SECOND = 500;

    private final String name;
    private final Workers workers;
    private final Ledger ledger = new Ledger();
    private final Sink sink;
    private final Oracle oracle;
    private final Traffic traffic;
    private final long rebalancesBefore;

    Flow(Fleet fleet, Workers workers, String name, Path lake, int partitions) {
        this.name = name;
        this.workers = workers;
        this.oracle = Oracle.of(lake.resolve(name), name, ledger);
        this.sink = new Sink(name, workers, lake).set("tasks.max", "2").deploy();
        this.traffic =
                Traffic.start(fleet.broker().bootstrap(), ledger, name, partitions, PER_SECOND, new AtomicLong());
        awaitSome();
        this.rebalancesBefore = left();
    }

    Sink sink() {
        return sink;
    }

    Oracle oracle() {
        return oracle;
    }

    /** Until all that was produced so far has landed. */
    void awaitAll() {
        sink.awaitLanded(oracle, ledger.ends(name), LIMIT);
    }

    private void awaitSome() {
        io.sluice.local.process.Await.answer(
                "A first record of " + name,
                LIMIT,
                () -> ledger.ends(name).isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(true),
                () -> "");
        awaitAll();
    }

    /** How often a consumer left its group since the flow began, because it was away too long. */
    long rebalances() {
        return left() - rebalancesBefore;
    }

    private long left() {
        try (var lines = Files.lines(workers.any().jvm().log())) {
            return lines.filter(line -> line.contains("connect-" + name)
                            && (line.contains("max.poll.interval.ms") || line.contains("Lost previously assigned")))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the traffic and waits for its landing. */
    Verdict judge() {
        traffic.close();
        awaitAll();
        Verdict verdict = oracle.finish();
        assertThat(verdict.rows()).isEqualTo(ledger.records());
        return verdict;
    }

    @Override
    public void close() {
        traffic.close();
        oracle.close();
        sink.remove();
    }
}
