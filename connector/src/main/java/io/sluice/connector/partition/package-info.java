/** Which directory a row goes to. */
package io.sluice.connector.partition;
