package io.sluice.connector.lake;

import java.util.List;

/**
 * A commit that is in the log.
 *
 * @param upkeep what may be done after it
 */
public record Appended(long version, List<Upkeep> upkeep) {
    public Appended {
        upkeep = List.copyOf(upkeep);
    }

    /**
     * Work that makes a log quick to open and never decides what it says.
     *
     * @param small so quick that it is done at once
     */
    public record Upkeep(String what, boolean small, Action action) {}

    /** What is to be done. */
    public interface Action {
        void run() throws Exception;
    }
}
