/** spark-submit from Maven's jars, without a Spark distribution. */
package io.sluice.local.spark;
