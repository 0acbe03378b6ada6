package io.sluice.connector.source;

import java.util.Set;

/** Whom to ask about the topics. */
public interface Source extends AutoCloseable {
    /** Takes bounded time and never fails: what cannot be told is missing in the answer. */
    SourceFacts look(Set<String> topics);

    @Override
    void close();

    /** Knows nothing. */
    static Source none() {
        return new Source() {
            @Override
            public SourceFacts look(Set<String> topics) {
                return SourceFacts.NONE;
            }

            @Override
            public void close() {}
        };
    }
}
