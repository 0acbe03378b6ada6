package io.sluice.local.data;

/** A record to produce: key and value as text. */
public record Message(String key, String value) {}
