package io.sluice.benchmark.contender;

import java.nio.file.Path;

/**
 * What a sink is deployed for.
 *
 * @param id of the run, and of the connector
 * @param lake folder of its own
 * @param topic whose name its table has
 * @param values how the sink gets them
 */
public record Target(String id, Path lake, String topic, Values values, String bootstrap) {}
