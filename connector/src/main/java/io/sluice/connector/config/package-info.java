/** Settings: immutable, one record a concern. */
package io.sluice.connector.config;
