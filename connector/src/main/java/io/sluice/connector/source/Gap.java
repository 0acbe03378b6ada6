package io.sluice.connector.source;

import static java.util.Objects.requireNonNull;

import io.sluice.connector.config.SourceSettings.OffsetGap;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Kafka no longer has what the lake expects next of a partition. */
public record Gap(TopicPartition partition, Cause cause, long lake, LogBounds log) {
    /** Named in commitInfo and in messages. */
    public enum Cause {
        /** Retention, or somebody, removed records before they landed. */
        EXPIRED("the topic's first offset is {start} now: retention removed what lies between before it landed"),
        /** The log ends before: an unclean leader election, or a broker that lost its disk. */
        TRUNCATED("the topic ends at offset {end} now: it lost its tail, or was deleted and created again"),
        /** Another topic of the same name. */
        RECREATED("the topic was deleted and created again under its name: these offsets are another topic's");

        private final String why;

        Cause(String why) {
            this.why = why;
        }
    }

    public Gap {
        requireNonNull(partition, "partition is null");
        requireNonNull(cause, "cause is null");
        requireNonNull(log, "log is null");
    }

    /** Between what the lake holds and the log of the same topic. */
    static Optional<Gap> between(TopicPartition partition, long lake, LogBounds log) {
        if (lake < log.start()) {
            return Optional.of(new Gap(partition, Cause.EXPIRED, lake, log));
        }
        return lake > log.end() ? Optional.of(new Gap(partition, Cause.TRUNCATED, lake, log)) : Optional.empty();
    }

    /** Where the policy goes on. */
    public long next(OffsetGap policy) {
        return policy == OffsetGap.LATEST ? log.end() : log.start();
    }

    /** Problem and why. */
    public String text() {
        return "the lake expects offset " + lake + " of " + partition + " next, and "
                + cause.why.replace("{start}", Long.toString(log.start())).replace("{end}", Long.toString(log.end()));
    }
}
