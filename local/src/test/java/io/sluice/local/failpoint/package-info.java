/** Failpoints: named places in the connector where a test halts or holds the worker. An agent of tests alone; none of it is released. */
package io.sluice.local.failpoint;
