/** What tests run in a Spark JVM beside the sink: nothing but the JDK may be imported here. */
package io.sluice.local.beside;
