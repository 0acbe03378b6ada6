package io.sluice.connector.lake;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;

/**
 * One object for each table that somebody holds. What a table's log remembers, of its offsets and of its own last commit, so serves the
 * thread that takes records and every landing; with an object each, every landing would read the log from its last checkpoint on.
 */
final class SharedTables {
    private final Map<Path, Held> held = new HashMap<>();
    private final ReferenceQueue<TableLog> gone = new ReferenceQueue<>();

    private static final class Held extends WeakReference<TableLog> {
        private final Path location;

        Held(Path location, TableLog table, ReferenceQueue<TableLog> gone) {
            super(table, gone);
            this.location = location;
        }
    }

    synchronized TableLog get(Path location, Function<Path, TableLog> open) {
        for (Reference<?> each = gone.poll(); each != null; each = gone.poll()) {
            held.remove(((Held) each).location, each);
        }
        Held known = held.get(location);
        TableLog table = known == null ? null : known.get();
        if (table == null) {
            table = open.apply(location);
            held.put(location, new Held(location, table, gone));
        }
        return table;
    }
}
