package io.sluice.connector;

import static java.util.Objects.requireNonNull;

import io.sluice.connector.config.Redaction;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.LandOutcome;
import io.sluice.connector.lake.Landing;
import io.sluice.connector.lake.LedgerBatch;
import io.sluice.connector.lake.LedgerLanding;
import io.sluice.connector.lake.TableBatch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The task's one background worker: lands an interval's batches while the next interval fills, and hands back what became of them. At most
 * one flush is under way. An outage is waited out here, with the encoded files kept, so that the task stays RUNNING.
 */
final class FlushWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlushWorker.class);
    private static final long FIRST_WAIT_MS = 100;
    private static final long LONGEST_WAIT_MS = 10_000;

    /**
     * What a flush lands.
     *
     * @param batches in the order in which they are landed
     * @param ledger around them
     * @param reports dead letters of these offsets, which must be durable before the offsets are
     */
    record Flush(List<TableBatch> batches, Optional<LedgerBatch> ledger, List<Future<Void>> reports) {
        Flush {
            requireNonNull(ledger, "ledger is null");
            batches = List.copyOf(batches);
            reports = List.copyOf(reports);
        }
    }

    /**
     * What became of it. After the first {@link LandOutcome.Rewind} nothing more is landed, for the whole buffer goes.
     *
     * @param ledger empty when there is none, or a table's outcome is a rewind
     */
    record Result(Map<TableBatch, LandOutcome> outcomes, Optional<LandOutcome> ledger, long millis) {
        boolean rewinds() {
            return Stream.concat(outcomes.values().stream(), ledger.stream())
                    .anyMatch(LandOutcome.Rewind.class::isInstance);
        }
    }

    /** What may be called again after the lake was away. */
    private interface Step {
        LandOutcome run() throws LakeUnavailableException;
    }

    private final Background background;
    private final TaskClock clock;
    private final Function<TableBatch, Landing> landings;
    private final Function<LedgerBatch, LedgerLanding> ledgers;
    private final Duration retryTimeout;
    private final Redaction redaction;
    private volatile long unavailableSince;
    private Optional<Future<Result>> underWay = Optional.empty();

    FlushWorker(
            Background background,
            TaskClock clock,
            Function<TableBatch, Landing> landings,
            Function<LedgerBatch, LedgerLanding> ledgers,
            Duration retryTimeout,
            Redaction redaction) {
        this.background = background;
        this.clock = clock;
        this.landings = landings;
        this.ledgers = ledgers;
        this.retryTimeout = retryTimeout;
        this.redaction = redaction;
    }

    void start(Flush flush) {
        if (busy()) {
            throw new IllegalStateException("A flush is under way");
        }
        underWay = Optional.of(background.submit(() -> run(flush)));
    }

    boolean busy() {
        return underWay.isPresent();
    }

    /** Whether the flush under way waits for a lake that is away. */
    boolean waitsForLake() {
        return unavailableSince != 0;
    }

    /** How long the lake has been away, in ms; 0 when it is not. Read by metrics. */
    long unavailableMillis() {
        long since = unavailableSince;
        return since == 0 ? 0 : clock.millis() - since;
    }

    /**
     * The result of the flush under way, when it ends within the time; it is taken once.
     *
     * @throws ConnectException the flush failed for good
     */
    Optional<Result> take(Duration wait) {
        if (underWay.isEmpty()) {
            return Optional.empty();
        }
        try {
            Result result = underWay.get().get(wait.toMillis(), TimeUnit.MILLISECONDS);
            underWay = Optional.empty();
            return Optional.of(result);
        } catch (TimeoutException running) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            underWay = Optional.empty();
            throw e.getCause() instanceof ConnectException failure
                    ? failure
                    : new ConnectException(e.getCause().getMessage(), e.getCause());
        }
    }

    private Result run(Flush flush) throws InterruptedException {
        long begin = clock.millis();
        awaitReports(flush.reports());
        Map<TableBatch, LandOutcome> outcomes = new LinkedHashMap<>();
        Optional<LandOutcome> ledger = landAll(flush, outcomes);
        return new Result(outcomes, ledger, clock.millis() - begin);
    }

    /** @return the ledger's outcome */
    private Optional<LandOutcome> landAll(Flush flush, Map<TableBatch, LandOutcome> outcomes)
            throws InterruptedException {
        Optional<LedgerLanding> ledger = flush.ledger().map(ledgers);
        if (ledger.isPresent()) {
            LandOutcome outcome = persist(ledger.get()::begin);
            if (outcome instanceof LandOutcome.Rewind) {
                return Optional.of(outcome);
            }
        }
        for (TableBatch batch : flush.batches()) {
            LandOutcome outcome = land(batch);
            outcomes.put(batch, outcome);
            if (outcome instanceof LandOutcome.Rewind) {
                return Optional.empty();
            }
        }
        return ledger.isPresent() ? Optional.of(persist(ledger.get()::end)) : Optional.empty();
    }

    private LandOutcome land(TableBatch batch) throws InterruptedException {
        Landing landing = landings.apply(batch);
        return persist(landing::run);
    }

    private static void awaitReports(List<Future<Void>> reports) throws InterruptedException {
        for (Future<Void> report : reports) {
            try {
                report.get();
            } catch (ExecutionException e) {
                throw new ConnectException(
                        "Cannot land: a record could not be written to the dead-letter topic, so its offset must not be passed. "
                                + "Mend the dead-letter topic and restart the task.",
                        e.getCause());
            }
        }
    }

    private LandOutcome persist(Step step) throws InterruptedException {
        long wait = FIRST_WAIT_MS;
        while (true) {
            try {
                LandOutcome outcome = step.run();
                available();
                return outcome;
            } catch (LakeUnavailableException e) {
                unavailable(e);
            }
            if (background.closedWithin(Duration.ofMillis(wait))) {
                throw new ConnectException("Stopped while the lake was away; the records will be read again");
            }
            wait = Math.min(2 * wait, LONGEST_WAIT_MS);
        }
    }

    private void available() {
        if (unavailableSince != 0) {
            LOG.info("The lake is back after {} ms", unavailableMillis());
            unavailableSince = 0;
        }
    }

    private void unavailable(LakeUnavailableException cause) {
        if (unavailableSince == 0) {
            unavailableSince = clock.millis();
            LOG.warn(
                    "The lake is away: {}. The buffer is kept; trying for {} more",
                    redaction.redact(cause.getMessage()),
                    retryTimeout);
        }
        if (unavailableMillis() > retryTimeout.toMillis()) {
            throw new ConnectException(
                    "The lake was away for " + unavailableMillis() + " ms, longer than retry.timeout.ms="
                            + retryTimeout.toMillis() + ": " + cause.getMessage()
                            + ". Nothing is lost; mend the store and restart the task.",
                    cause);
        }
    }

    /** Ends waiting; a put that is under way is left to end by itself, which is safe because every put is conditional. */
    @Override
    public void close() {
        background.close();
    }
}
