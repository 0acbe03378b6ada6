/** The Spark session that every job runs in, and its graceful end. */
package io.sluice.analytics.session;
