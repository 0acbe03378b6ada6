package io.sluice.analytics.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was found of one partition. Absent numbers are those of which there is no witness.
 *
 * @param first the first offset that has a row or was recorded
 * @param next the {@code txn} version: next offset to land
 * @param duplicates rows beyond the first of their offset
 * @param replayed rows that were dead letters first
 * @param explained offsets without a row that were recorded as dropped or dead-lettered, and not put back
 * @param unexplained offsets without a row that the recorded counts allow, or that are older than the log
 * @param removed rows that landed and that a later operation removed
 * @param lost rows that were recorded and are not there
 * @param logFrom from this offset on the log is a witness
 */
record PartitionAudit(
        SourcePartition partition,
        OptionalLong first,
        OptionalLong next,
        long rows,
        long duplicates,
        long replayed,
        long explained,
        long unexplained,
        long removed,
        long lost,
        OptionalLong logFrom,
        Optional<KafkaOffsets> kafka,
        List<Finding> findings) {
    PartitionAudit {
        findings = findings.stream().sorted(Comparator.comparing(Finding::kind)).toList();
    }

    /** Offsets that Kafka holds and that have not landed; empty when Kafka was not asked. */
    OptionalLong lag() {
        if (kafka.isEmpty()) {
            return OptionalLong.empty();
        }
        long from = next.orElse(rows > 0 ? kafka.get().end() : kafka.get().begin());
        return OptionalLong.of(Math.max(0, kafka.get().end() - from));
    }

    boolean faulty() {
        return findings.stream().anyMatch(Finding::fault);
    }

    /** The gravest finding in a word. */
    String verdict() {
        return findings.isEmpty() ? "complete" : findings.get(0).kind().verdict();
    }
}
