/** The lake as folders of tables, and as a Spark catalog. */
package io.sluice.analytics.catalog;
