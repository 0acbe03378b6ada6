/** Spark jobs over the lake and over Kafka: the command line, and nothing else; each job has a package of its own. */
package io.sluice.analytics;
