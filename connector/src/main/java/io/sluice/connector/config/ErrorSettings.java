package io.sluice.connector.config;

/**
 * Where records that cannot land may go.
 *
 * @param deadLetters whether Connect reports them to its dead-letter topic: {@code errors.tolerance=all} and
 *     {@code errors.deadletterqueue.topic.name} is set
 */
public record ErrorSettings(boolean deadLetters) {}
