/** The page of a run: its tables and plots. */
package io.sluice.benchmark.report;
