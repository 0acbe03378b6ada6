package io.sluice.connector.simulation;

import java.lang.reflect.Field;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The connector's own log, which would be gigabytes: slf4j-simple knows no way to change a level once a logger is made. */
final class Loggers {
    private static final int OFF = 50;
    private static final List<String> NAMES = List.of(
            "io.sluice.connector.Intake",
            "io.sluice.connector.StartedTask",
            "io.sluice.connector.lake.LedgerClaim",
            "io.sluice.connector.lake.LedgerLanding",
            "io.sluice.connector.FlushWorker",
            "io.sluice.connector.LakeSinkTask",
            "io.sluice.connector.OpenTables",
            "io.sluice.connector.Starts",
            "io.sluice.connector.lake.TableLog",
            "io.sluice.connector.lake.Landing",
            "io.sluice.connector.lake.VersionPut");

    private Loggers() {}

    /** Runs quietly. */
    static void quietly(Runnable run) {
        int[] before = silence();
        try {
            run.run();
        } finally {
            restore(before);
        }
    }

    /** Returns the levels that they had. */
    static int[] silence() {
        int[] before = new int[NAMES.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = level(NAMES.get(i), OFF);
        }
        return before;
    }

    static void restore(int[] levels) {
        for (int i = 0; i < levels.length; i++) {
            level(NAMES.get(i), levels[i]);
        }
    }

    private static int level(String logger, int level) {
        try {
            Object simple = LoggerFactory.getLogger(logger);
            Field field = simple.getClass().getDeclaredField("currentLogLevel");
            field.setAccessible(true);
            int before = field.getInt(simple);
            field.setInt(simple, level);
            return before;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("slf4j-simple is made otherwise now", e);
        }
    }
}
