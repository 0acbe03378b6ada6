/** The records that every contender lands: made from a seed, with sums by which a table of them can be checked. */
package io.sluice.benchmark.events;
