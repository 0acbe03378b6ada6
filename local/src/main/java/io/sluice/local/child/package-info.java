/** What runs inside a child JVM, beside the libraries of Kafka or Spark: nothing but the JDK may be imported here. */
package io.sluice.local.child;
