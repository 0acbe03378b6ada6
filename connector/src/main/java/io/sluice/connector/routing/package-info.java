/** Which table a record goes to, or why to none. */
package io.sluice.connector.routing;
