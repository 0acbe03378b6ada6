package io.sluice.local.beside;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes a Delta table by Spark SQL again and again until a file appears, and says on standard output how each statement went.
 * Arguments: the table, the file that ends it, a seed.
 */
public final class StatementLoop {
    private static final List<String> ROUND =
            List.of("MERGE", "DELETE", "MERGE", "OPTIMIZE", "MERGE", "UPDATE", "MERGE", "VACUUM", "MERGE", "ALTER");
    private static final int WINDOW = 200;
    /** The last buckets, in which the sink may still land. */
    private static final int OPEN = 2;
    /** Ids of one value of the partition column. */
    public static final int BUCKET = 5_000;

    private final String table;
    private final Random random;
    private final SqlSession session;
    private int columns;

    private StatementLoop(String table, long seed) throws ReflectiveOperationException {
        this.table = "delta.`" + table + "`";
        this.random = new Random(seed);
        this.session = new SqlSession();
    }

    public static void main(String[] args) throws ReflectiveOperationException {
        StatementLoop loop = new StatementLoop(args[0], Long.parseLong(args[2]));
        Path end = Path.of(args[1]);
        System.out.println("ready");
        loop.awaitClosedBucket();
        do {
            for (String kind : ROUND) {
                loop.session.run(kind, loop.statement(kind));
            }
        } while (!Files.exists(end));
        System.exit(0);
    }

    /** Statements keep to buckets below the last but one: before there are three, none is closed. */
    private void awaitClosedBucket() throws ReflectiveOperationException {
        long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (highest("bucket") < OPEN) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("No bucket of " + table + " was closed within 2 minutes");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    private String statement(String kind) throws ReflectiveOperationException {
        long highest = highest("bucket");
        // A bucket that is closed: Delta takes an append that a statement would have read for a conflict.
        long bucket = random.nextLong(highest - OPEN + 1);
        long from = bucket * BUCKET + random.nextInt(BUCKET - WINDOW);
        String there = "bucket = " + bucket + " AND ";
        return switch (kind) {
            case "MERGE" ->
                "MERGE INTO " + table + " t USING (SELECT explode(sequence(" + from + ", " + (from + WINDOW)
                        + ")) AS id) s ON t." + there
                        + "t.id = s.id WHEN MATCHED THEN UPDATE SET word = concat('merged ', t.id)";
            case "DELETE" -> "DELETE FROM " + table + " WHERE " + there + "id % 1000 = 7";
            case "UPDATE" ->
                "UPDATE " + table + " SET word = 'updated' WHERE " + there + "id BETWEEN " + from + " AND "
                        + (from + WINDOW);
            case "OPTIMIZE" -> "OPTIMIZE " + table;
            // By the table's own retention: Spark rounds RETAIN to hours, and 0 would take what the sink has just
            // landed.
            case "VACUUM" -> "VACUUM " + table;
            case "ALTER" -> "ALTER TABLE " + table + " ADD COLUMNS (extra_" + columns++ + " STRING)";
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private long highest(String column) throws ReflectiveOperationException {
        Object[] rows = session.collect("SELECT coalesce(max(" + column + "), 0) FROM " + table);
        return (Long) rows[0].getClass().getMethod("get", int.class).invoke(rows[0], 0);
    }
}
