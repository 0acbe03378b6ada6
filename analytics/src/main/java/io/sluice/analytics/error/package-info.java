/** What went wrong, in words for the user. */
package io.sluice.analytics.error;
