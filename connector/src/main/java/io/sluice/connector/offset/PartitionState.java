package io.sluice.connector.offset;

import java.util.OptionalLong;

/**
 * Where one open partition stands, from the task's view. Pure: it decides, the task acts.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A record is accepted only while {@link Phase#READY} and at or above {@link #position()}; so redelivery with any batch boundaries
 *       is dropped (I2 of the design).
 *   <li>While a rewind is pending every record is refused, whatever its offset: gaps in offsets are legal, so a record from the old
 *       position would look like the next one (I6).
 *   <li>Where the partition goes on never lies above an offset that was refused: the fallback without a lake offset is the first one
 *       delivered that is not durable.
 * </ul>
 */
final class PartitionState {
    enum Phase {
        /** The lake's offset is not known yet. */
        UNOPENED,
        /** Known, but the consumer must be moved first. */
        REWINDING,
        READY
    }

    private static final long NONE = -1;

    private Phase phase = Phase.UNOPENED;
    /** Where to go on when the lake names no offset: everything below is durable in every table, or was never delivered. */
    private long resume = NONE;

    private long position = NONE;
    /** Where the consumer was last moved to; the next record may not lie below. */
    private long sought = NONE;
    /** Whether the consumer is told to move and may not have done so: its position still counts records that were refused. */
    private boolean moving;
    /** Whether it is certain that no record between the lake's offset and the next one delivered was left out. */
    private boolean anchored;
    /** Whether it is settled where the partition begins: the lake said so, or Kafka delivers nothing below its first record. */
    private boolean begun;
    /** Whether the lake held an offset when it was last asked. */
    private boolean held;
    /** Where the group stood when the look below began. */
    private long stood = NONE;

    Phase phase() {
        return phase;
    }

    /** Next offset to accept, or empty before the first record when the lake holds none. */
    OptionalLong position() {
        return position == NONE ? OptionalLong.empty() : OptionalLong.of(position);
    }

    /** The lake's offset was read: empty when it holds none. Says where the consumer must go, if anywhere. */
    OptionalLong opened(OptionalLong lake) {
        position = lake.orElse(resume);
        phase = Phase.READY;
        sought = position;
        moving = position != NONE;
        anchored = lake.isPresent();
        begun = lake.isPresent() || (begun && !held);
        held = lake.isPresent();
        return position();
    }

    /**
     * Everything buffered is gone: ask the lake again before the next record.
     *
     * @param unlanded lowest offset of it; empty for none
     */
    void reopen(OptionalLong unlanded) {
        if (position != NONE && stood == NONE) {
            resume = unlanded.orElse(position);
        }
        phase = Phase.UNOPENED;
        stood = NONE;
        position = NONE;
        sought = NONE;
    }

    /** Refuses records from {@code offset} on until the consumer has been moved back to it. */
    void hold(long offset) {
        phase = Phase.REWINDING;
        position = offset;
    }

    /** The consumer is being moved to {@link #position()} before it delivers again. */
    void rewound() {
        phase = Phase.READY;
        sought = position;
        moving = true;
    }

    boolean moving() {
        return moving;
    }

    /** The consumer has polled since it was told to move. */
    void moved() {
        moving = false;
    }

    Admission admit(long offset) {
        if (resume == NONE) {
            resume = offset;
        }
        if (phase != Phase.READY) {
            return Admission.REFUSED;
        }
        if (sought != NONE) {
            if (offset < sought) {
                return Admission.WENT_BACK;
            }
            sought = NONE;
        }
        if (offset < position) {
            // Nobody moved the consumer back, so it may be a reset of its own: the topic was truncated or made anew.
            // Asked for the next
            // offset again, it goes on there, or delivers one below.
            hold(position);
            return Admission.DUPLICATE;
        }
        return Admission.ACCEPTED;
    }

    /**
     * Whether the first record since the partition was opened lies above what its table expects, without the consumer having been moved
     * there: Kafka's group may be ahead of the lake.
     */
    boolean skipsAhead(long offset, long expected) {
        boolean skips = !anchored && offset > expected;
        anchored = true;
        return skips;
    }

    /** The lake holds no offset, and the partition starts where it is told to. */
    void beginAt(long offset) {
        position = offset;
        phase = Phase.READY;
        sought = offset;
        moving = true;
        begun = true;
    }

    /** The lake holds no offset, and the group's is believed. */
    void begun() {
        begun = true;
    }

    /**
     * Whether a partition of which the lake holds nothing begins at this record. Kafka alone does not say whether the group stands above the
     * lake or the log begins there: so the consumer is moved to the floor once, and what it then delivers first tells.
     *
     * @param floor below which nothing can have been left out
     */
    Beginning begin(long offset, long floor) {
        if (begun) {
            return Beginning.HERE;
        }
        if (stood == NONE && offset > floor) {
            stood = offset;
            hold(floor);
            return Beginning.LOOKING;
        }
        if (stood != NONE && offset < stood) {
            return Beginning.LEFT_OUT;
        }
        begun = true;
        long back = stood;
        stood = NONE;
        if (back != NONE && offset > back) {
            // auto.offset.reset=latest sent the consumer past the record that it came from.
            hold(back);
            return Beginning.LOOKING;
        }
        return Beginning.HERE;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Where the group stood before the look below that is under way, or empty. */
    OptionalLong stood() {
        return stood == NONE ? OptionalLong.empty() : OptionalLong.of(stood);
    }

    void accepted(long offset) {
        position = offset + 1;
        anchored = true;
        if (stood == NONE || offset >= stood) {
            begun = true;
            stood = NONE;
        }
    }
}
