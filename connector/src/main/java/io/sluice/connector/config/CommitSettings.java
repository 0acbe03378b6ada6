package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When buffered rows are committed, and how much may be buffered.
 *
 * @param interval age of the oldest uncommitted record at which to commit
 * @param records number of buffered records at which to commit sooner; 0 is off
 * @param bytes buffered bytes at which to commit sooner; 0 is off
 * @param bufferMemoryBytes bound on the filling batch, the batch in flight and the encoder together, per task
 */
public record CommitSettings(Duration interval, long records, long bytes, long bufferMemoryBytes) {
    public CommitSettings {
        requireNonNull(interval, "interval is null");
    }
}
