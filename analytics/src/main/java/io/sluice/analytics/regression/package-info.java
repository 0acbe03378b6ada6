/**
 * Linear regression over a table of the lake: training a pipeline of Spark's MLlib that carries its own feature expressions, and scoring
 * tables and streams with it.
 */
package io.sluice.analytics.regression;
