package io.sluice.local.chaos;

/** Where a live row comes from. */
record Origin(String topic, int partition, long offset, long id) {}
