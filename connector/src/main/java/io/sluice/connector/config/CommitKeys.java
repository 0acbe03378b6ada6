package io.sluice.connector.config;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;

/** When buffered rows are committed, and how much may be buffered. */
final class CommitKeys {
    static final String GROUP = "Commits";
    static final String INTERVAL = "commit.interval.ms";
    static final String RECORDS = "commit.records";
    static final String BYTES = "commit.bytes";
    static final String BUFFER_MEMORY = "buffer.memory.bytes";

    static final List<Setting> SETTINGS = List.of(
            Setting.int64(INTERVAL, GROUP)
                    .orElse(60_000L)
                    .valid(Range.atLeast(1))
                    .rank(Importance.HIGH, Width.SHORT)
                    .display("Commit interval (ms)")
                    .doc(
                            "Age of the oldest uncommitted record at which to commit: the bound on how old the lake is. Every task"
                                    + " writes at least one file and one version of each of its tables in an interval, so shorter"
                                    + " intervals mean smaller files and more conflicts between tasks.")
                    .example("30000"),
            Setting.int64(RECORDS, GROUP)
                    .orElse(0L)
                    .valid(Range.atLeast(0))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Commit after records")
                    .doc("Number of buffered records of a task at which to commit sooner; 0 is off.")
                    .example("1000000"),
            Setting.int64(BYTES, GROUP)
                    .orElse(0L)
                    .valid(Range.atLeast(0))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Commit after bytes")
                    .doc("Bytes in a task's buffer at which to commit sooner; 0 is off.")
                    .example("67108864"),
            Setting.int64(BUFFER_MEMORY, GROUP)
                    .orElse(268_435_456L)
                    // Below this it is a mistake of units, and the task would spend its time pausing partitions.
                    .valid(Range.atLeast(1_048_576))
                    .rank(Importance.HIGH, Width.SHORT)
                    .display("Buffer memory (bytes)")
                    .doc(
                            "Bound on the memory of one task: the batch that fills, the batch in flight, the encoder and the arrays that"
                                    + " are kept for the next batch together. At the bound the fullest batch is flushed, then the"
                                    + " partitions pause. tasks.max times this should stay below half of the worker's heap.")
                    .example("536870912"));

    private CommitKeys() {}

    static CommitSettings from(AbstractConfig config) {
        return new CommitSettings(
                Duration.ofMillis(config.getLong(INTERVAL)),
                config.getLong(RECORDS),
                config.getLong(BYTES),
                config.getLong(BUFFER_MEMORY));
    }
}
