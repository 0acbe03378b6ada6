/** A Connect worker of one's own, and its REST API. */
package io.sluice.local.connect;
