/** A sink connector that does nothing: all that a worker with it costs is Connect's. */
package io.sluice.benchmark.sink;
