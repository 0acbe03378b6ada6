/** What every job shares: its command line options, the session it runs in, what it reports and how the process ends. */
package io.sluice.analytics.job;
