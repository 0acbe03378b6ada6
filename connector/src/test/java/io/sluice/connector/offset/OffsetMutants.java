package io.sluice.connector.offset;

import net.bytebuddy.asm.Advice;

/** Bugs for what decides about offsets: each body is copied into the method that it is for. */
@SuppressWarnings(
        "UnusedVariable") // What is assigned to a return value or an argument is what the method goes on with.
public final class OffsetMutants {
    private OffsetMutants() {}

    /** For {@code OffsetRange.next}: the last offset that landed instead of the next one to land. */
    public static final class LastInsteadOfNext {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) long next) {
            next = next - 1;
        }
    }

    /** For {@code PartitionState.admit}: taken although the consumer is still to be moved. */
    public static final class TakesWhileRewinding {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Admission admission) {
            admission = admission == Admission.REFUSED ? Admission.ACCEPTED : admission;
        }
    }

    /** For {@code PartitionState.moving}: Connect's position is believed while it counts what was refused. */
    public static final class BelievesThePosition {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean moving) {
            moving = false;
        }
    }

    /** For {@code AppId.encode}: parts may hold the separator. */
    public static final class NoEscaping {
        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) String part, @Advice.Return(readOnly = false) String encoded) {
            encoded = part;
        }
    }
}
