/** {@code sql}: statements over the lake. */
package io.sluice.analytics.query;
