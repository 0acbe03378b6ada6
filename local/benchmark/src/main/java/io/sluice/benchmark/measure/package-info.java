/** What a process uses, read from outside of it. */
package io.sluice.benchmark.measure;
