package io.sluice.connector.metric;

import java.time.Duration;

/** For tests, and for code that has no operator. */
enum NoMetrics implements SinkMetrics {
    INSTANCE;

    @Override
    public void landed(long records, long rescued, int files, long bytes, Duration took) {}

    @Override
    public void conflict() {}

    @Override
    public void fenced() {}

    @Override
    public void offsetGaps(int gaps) {}

    @Override
    public void duplicatesDropped(long records) {}

    @Override
    public void recordsDropped(long records) {}

    @Override
    public void recordsDeadLettered(long records) {}

    @Override
    public void buffered(long records, long bytes) {}

    @Override
    public void lakeUnavailable() {}

    @Override
    public void lakeAvailable() {}

    @Override
    public void committedOffset(String topic, int partition, long nextOffset) {}

    @Override
    public void partitionClosed(String topic, int partition) {}

    @Override
    public void close() {}
}
