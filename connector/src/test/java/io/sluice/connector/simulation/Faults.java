package io.sluice.connector.simulation;

import java.util.List;
import java.util.Random;

/** How a run's store misbehaves: rates are a run's own, so that some runs are quiet and some are storms. */
final class Faults {
    /** What becomes of one put. */
    enum OfPut {
        NONE,
        /** It never arrives. */
        DROPPED,
        /** It is applied, and its answer is lost. */
        ANSWER_LOST,
        /** It is applied, and a client's own retry of it is refused. */
        REFUSED_THOUGH_APPLIED,
        /** It fails, and arrives later. */
        DELAYED
    }

    private static final List<OfPut> FAILING =
            List.of(OfPut.DROPPED, OfPut.ANSWER_LOST, OfPut.REFUSED_THOUGH_APPLIED, OfPut.DELAYED);

    private final Random random;
    private final double puts;
    private final double reads;
    private final double encodes;
    private boolean stopped;
    private boolean away;

    Faults(Random random) {
        this.random = random;
        this.puts = random.nextInt(4) == 0 ? 0 : random.nextDouble() * 0.4;
        this.reads = random.nextInt(3) == 0 ? random.nextDouble() * 0.2 : 0;
        this.encodes = random.nextInt(3) == 0 ? random.nextDouble() * 0.2 : 0;
    }

    void stop() {
        stopped = true;
        away = false;
    }

    void setAway(boolean isAway) {
        away = isAway && !stopped;
    }

    boolean away() {
        return away;
    }

    OfPut ofPut() {
        if (stopped || random.nextDouble() >= puts) {
            return OfPut.NONE;
        }
        return FAILING.get(random.nextInt(FAILING.size()));
    }

    boolean ofRead() {
        return away || (!stopped && random.nextDouble() < reads);
    }

    boolean ofEncode() {
        return away || (!stopped && random.nextDouble() < encodes);
    }
}
