package io.sluice.local.registry;

/**
 * A version of a schema in the registry.
 *
 * @param globalId of this version
 * @param contentId of its text, which other versions and artifacts may share
 */
public record Registered(long globalId, long contentId) {}
