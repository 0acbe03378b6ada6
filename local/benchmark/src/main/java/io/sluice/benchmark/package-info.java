/** Ours beside others on the same records: who runs when, what it used, and the page that says so. */
package io.sluice.benchmark;
