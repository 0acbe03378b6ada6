package io.sluice.local.chaos;

/** What the oracle found when it found no fault. */
record Verdict(long rows, long versions) {}
