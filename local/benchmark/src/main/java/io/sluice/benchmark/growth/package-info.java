/** How the cost of landing grows with columns, table partitions, tasks and the length of the log. */
package io.sluice.benchmark.growth;
