/** An S3 store in a child JVM, and a proxy before it that does what networks and stores do on bad days. */
package io.sluice.local.store;
