/** Real processes under fire: kills, zombies, failpoints, rebalances, outages; judged by an oracle that shares no code with the connector. */
package io.sluice.local.chaos;
