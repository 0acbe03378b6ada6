/** Results on standard output (aligned tables, JSON or CSV), progress on standard error. */
package io.sluice.analytics.output;
