/** What the operator sees. */
package io.sluice.connector.metric;
