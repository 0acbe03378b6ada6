/** Connect's, JSON's and Delta's types, and what a schema may become. */
package io.sluice.connector.schema;
