package io.sluice.connector.lake;

import io.sluice.connector.offset.AppId;
import io.sluice.connector.offset.OffsetRange;
import io.sluice.connector.parquet.DataFile;
import io.sluice.connector.parquet.DataFileEncoder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Bugs for the lake's classes: each body is copied into the method that it is for. */
@SuppressWarnings(
        "UnusedVariable") // What is assigned to a return value or an argument is what the method goes on with.
public final class LakeMutants {
    /** A simulated store whose files a bug may delete. */
    public interface Deletable {
        void delete(String path);
    }

    private LakeMutants() {}

    /** For a method that only refuses: it lets everything pass. */
    public static final class Skipped {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }
    }

    /** For {@code Landing.fence} and {@code LedgerLanding.fence}: nothing is compared. */
    public static final class NoFencing {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) Optional<LandOutcome> fenced) {
            fenced = Optional.empty();
        }
    }

    /** For {@code Landing.fence}: Kernel's rule, which refuses only what is not above. */
    public static final class OrderInsteadOfEquality {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) SourceOffsets offsets,
                @Advice.FieldValue("batch") TableBatch batch,
                @Advice.Return(readOnly = false) Optional<LandOutcome> fenced) {
            fenced = overtaken(batch, offsets) ? fenced : Optional.empty();
        }
    }

    static boolean overtaken(TableBatch batch, SourceOffsets offsets) {
        for (Map.Entry<AppId, OffsetRange> entry : batch.ranges().entrySet()) {
            if (offsets.next(entry.getKey()).orElse(-1) >= entry.getValue().next()) {
                return true;
            }
        }
        return false;
    }

    /** For {@code Landing.fence}: compared before the first put only. */
    public static final class ComparedOnce {
        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue("conflicts") int conflicts,
                @Advice.Return(readOnly = false) Optional<LandOutcome> fenced) {
            fenced = conflicts > 0 ? Optional.empty() : fenced;
        }
    }

    /** For {@code Landing.commit}: built from another snapshot than the one that was compared. */
    public static final class AnotherSnapshot {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(value = 0, readOnly = false) TableSnapshot snapshot,
                @Advice.FieldValue("table") TableLog table) {
            snapshot = latest(table, snapshot);
        }
    }

    static TableSnapshot latest(TableLog table, TableSnapshot otherwise) {
        try {
            return table.latest().orElse(otherwise);
        } catch (LakeUnavailableException e) {
            return otherwise;
        }
    }

    /** For {@code Landing.commit}: files of a put of unknown outcome are deleted. */
    public static final class FilesCleanedUp {
        @Advice.OnMethodExit(onThrowable = LakeUnavailableException.class)
        static void exit(
                @Advice.Thrown Throwable failure,
                @Advice.Argument(1) List<DataFile> files,
                @Advice.FieldValue("encoder") DataFileEncoder encoder) {
            if (failure != null) {
                delete(files, (Deletable) encoder);
            }
        }
    }

    static void delete(List<DataFile> files, Deletable store) {
        files.forEach(file -> store.delete(file.path()));
    }

    /** For {@code VersionPut.run}: a refused put is another's, without a look at whose it is. */
    public static final class RefusedIsAnothers {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static Object enter(@Advice.Argument(0) VersionSlot slot, @Advice.Argument(1) String txnId) {
            return putOnce(slot, txnId);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter Object mutated,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object outcome) {
            outcome = mutated;
        }
    }

    static Object putOnce(VersionSlot slot, String txnId) {
        try {
            slot.put();
            return new VersionPut.Outcome.Ours();
        } catch (FileAlreadyExistsException refused) {
            return new VersionPut.Outcome.Anothers(refused);
        } catch (IOException e) {
            return otherwise(slot, txnId, e);
        }
    }

    private static Object otherwise(VersionSlot slot, String txnId, IOException failure) {
        try {
            Optional<String> winner = slot.txnId();
            if (winner.isEmpty()) {
                slot.put();
            }
            return winner.isEmpty() || winner.get().equals(txnId)
                    ? new VersionPut.Outcome.Ours()
                    : new VersionPut.Outcome.Anothers(failure);
        } catch (IOException e) {
            return new VersionPut.Outcome.Unknown("failed", e);
        }
    }

    /** For the constructor of Kernel's {@code TransactionImpl}: it rebases by itself, and asks for no offset. */
    public static final class KernelRetries {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 10, readOnly = false) Optional<Integer> retries) {
            retries = Optional.of(200);
        }
    }

    /** For the constructor of Kernel's {@code SetTransaction}: an offset without a date, which a retention takes at once. */
    public static final class Undated {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 2, readOnly = false) Optional<Long> lastUpdated) {
            lastUpdated = Optional.empty();
        }
    }

    /** For {@code LocalLogStore.write}: the last put of a version wins. */
    public static final class UnconditionalPut {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 2, readOnly = false) Boolean overwrite) {
            overwrite = Boolean.TRUE;
        }
    }
}
