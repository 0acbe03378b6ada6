package io.sluice.connector.lake;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes checksums and checkpoints after commits: they make a log quick to open and never decide what it says. So they run beside the
 * landing, one at a time, and a failure is reported and forgotten; a checkpoint that is missed while another is written comes with a later
 * commit.
 */
public final class LogMaintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogMaintenance.class);
    private static final int WAITING = 16;
    private static final long CLOSE_SECONDS = 2;

    private final ExecutorService worker;

    public LogMaintenance(String owner) {
        worker = new ThreadPoolExecutor(
                0,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> {
                    Thread thread = new Thread(task, "sluice-log-" + owner);
                    thread.setDaemon(true);
                    return thread;
                },
                (task, executor) -> LOG.debug("Skipped a checkpoint or checksum: {} are waiting", WAITING));
    }

    void after(String location, Appended commit) {
        for (Appended.Upkeep upkeep : commit.upkeep()) {
            if (upkeep.small()) {
                run(upkeep, location);
            } else {
                worker.execute(() -> run(upkeep, location));
            }
        }
    }

    private static void run(Appended.Upkeep upkeep, String location) {
        try {
            upkeep.action().run();
        } catch (Exception | FSError e) {
            LOG.warn(
                    "{} of table {} failed; the commit stands, and a later commit tries again",
                    upkeep.what(),
                    location,
                    e);
        }
    }

    /** Waits a little for a checkpoint that is under way; a longer one ends by itself. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            if (!worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("A checkpoint is still being written; it ends by itself");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
