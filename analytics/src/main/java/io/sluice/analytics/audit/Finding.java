package io.sluice.analytics.audit;

import static java.util.Objects.requireNonNull;

/** Something that the user should know of a partition or of the table; a fault makes the audit fail. */
record Finding(Kind kind, String text) {

    /** What was found, the gravest first: the first of a partition's findings is its verdict. */
    enum Kind {
        /** The recorded landing is not in the table. */
        LOST("LOST", true),
        /** An offset has more than one row. */
        DOUBLED("DOUBLED", true),
        /** Rows that no commit recorded. */
        UNRECORDED("UNRECORDED", true),
        /** A commit starts behind the end of the one before it. */
        HOLE("HOLE", true),
        /** A commit starts before the end of the one before it. */
        OVERLAP("OVERLAP", true),
        /** The txn version is not the end of the recorded ranges. */
        TXN("TXN", true),
        /** A commit's own record contradicts itself. */
        RECORD("RECORD", true),
        /** The lake is ahead of Kafka: another topic of the same name, or a truncated one. */
        AHEAD("AHEAD", true),
        /** Kafka deleted records before they landed. */
        EXPIRED("EXPIRED", true),
        /** Nothing that the connector landed is there, nor was. */
        NOTHING_LANDED("nothing landed", true),
        /** Kafka no longer had what the lake expected, and the connector's offset.gap passed over it. */
        GAP("gap", false),
        /** Rows were there and a later operation removed them. */
        REMOVED("removed", false),
        /** An operator moved the next offset. */
        RESET("reset", false),
        /** Several sources landed the same topic and partition here; their rows cannot be told apart. */
        SHARED("shared", false),
        /** Some rows are dead letters that the command replay has put back. */
        REPLAYED("replayed", false),
        /** The log says nothing of these rows. */
        UNWITNESSED("rows only", false),
        /** Kafka holds records of the partition, and none has landed yet. */
        NOT_LANDED("not landed", false),
        /** Kafka has no such topic or partition any more. */
        NOT_IN_KAFKA("complete", false),
        /** The log has been cleaned up to some version. */
        LOG_START("complete", false);

        private final String verdict;
        private final boolean fault;

        Kind(String verdict, boolean fault) {
            this.verdict = verdict;
            this.fault = fault;
        }

        String verdict() {
            return verdict;
        }
    }

    Finding {
        requireNonNull(kind, "kind is null");
        requireNonNull(text, "text is null");
    }

    boolean fault() {
        return kind.fault;
    }
}
