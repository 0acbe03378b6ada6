package io.sluice.connector.lake;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the threads of one process commit to a table one after the other. Of n tasks that commit at once all but one would lose the version to
 * each other, and read the winner's commit and put their own anew, again and again. Nothing rests on it: writers elsewhere know no turns,
 * every put is conditional, and who has waited in vain goes on without a turn.
 */
final class CommitTurns {
    private static final Logger LOG = LoggerFactory.getLogger(CommitTurns.class);
    /** Longer than a commit takes on a store that answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Duration patience;
    /** How many have begun, by which those who wait see that others come to an end. */
    private final AtomicLong begun = new AtomicLong();

    CommitTurns() {
        this(PATIENCE);
    }

    /** @param patience how long one turn may last before those who wait for its end do not any more */
    CommitTurns(Duration patience) {
        this.patience = patience;
    }

    /** Waits for the turns of those who asked before. */
    TableLog.Turn take() {
        try {
            long seen = begun.get();
            while (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                long now = begun.get();
                if (now == seen) {
                    LOG.debug("Another commit has been under way for {}; not waiting for its end", patience);
                    return TableLog.Turn.NONE;
                }
                seen = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return TableLog.Turn.NONE;
        }
        begun.incrementAndGet();
        return lock::unlock;
    }
}
