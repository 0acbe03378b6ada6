/** What runs inside Spark: nothing but the JDK and Spark may be imported here. */
package io.sluice.benchmark.spark;
