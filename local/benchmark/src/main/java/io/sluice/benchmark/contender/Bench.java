package io.sluice.benchmark.contender;

import io.sluice.local.kafka.Broker;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.Children;
import java.nio.file.Path;

/**
 * What all runs share.
 *
 * @param work folder for what they write
 * @param plugin of Sluice, an entry of {@code plugin.path}
 */
public record Bench(Checkout checkout, Children children, Broker broker, Path work, Path plugin) {}
