package io.sluice.benchmark.contender;

import io.sluice.benchmark.events.EventTopic;

/** A program, or a setting of one, that lands a topic. */
public interface Contender {
    /** As reports and command lines name it. */
    String name();

    /**
     * Starts on the topic from its first record, in a fresh JVM, with a fresh group and a fresh table.
     *
     * @param id no other run has
     */
    Run start(Bench bench, String id, EventTopic topic);
}
