/** Who takes the records: ours, its peers, and bounds to compare with. Each runs in a JVM of its own. */
package io.sluice.benchmark.contender;
