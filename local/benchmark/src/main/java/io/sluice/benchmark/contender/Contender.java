package io.sluice.benchmark.contender;

import io.sluice.benchmark.events.EventTopic;
import io.sluice.local.process.Checkout;
import java.util.List;

/** A program, or a setting of one, that lands a topic. */
public interface Contender {
    /** As command lines name it. */
    String name();

    /** As reports name it. */
    String title();

    /** How it gets the records' values. */
    default Values values() {
        return Values.BYTES;
    }

    /**
     * Looks for what it runs on, so that nobody waits for the runs before it first.
     *
     * @throws IllegalStateException when that was not built, and how it is
     */
    default void requireBuilt(Checkout checkout) {}

    /** How it is set, as far as that is not a default. */
    List<Setting> settings(Target target);

    /**
     * Starts on the topic from its first record, in a fresh JVM, with a fresh group and a fresh table.
     *
     * @param id no other run has
     */
    Run start(Bench bench, String id, EventTopic topic);
}
