package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Where records that cannot land may go.
 *
 * @param deadLetterTopic whether Connect reports them to its dead-letter topic: {@code errors.tolerance=all} and
 *     {@code errors.deadletterqueue.topic.name} is set
 * @param deadLetterTable {@code dead.letter.table}, which goes before the topic
 */
public record ErrorSettings(boolean deadLetterTopic, Optional<String> deadLetterTable) {
    public ErrorSettings {
        requireNonNull(deadLetterTable, "deadLetterTable is null");
    }

    /** Whether there is any place for them. */
    public boolean deadLetters() {
        return deadLetterTopic || deadLetterTable.isPresent();
    }
}
