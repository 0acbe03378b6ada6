/** Runs in a child JVM, on the connector's and Connect's own class path: the real tasks, driven without a worker around them. */
package io.sluice.benchmark.growth.landing;
