/** The whole stack on one machine, each part a child JVM: broker, Connect worker, Spark. */
package io.sluice.local;
