package io.sluice.connector;

import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.connector.lake.LandOutcome;
import io.sluice.connector.lake.TableBatch;
import io.sluice.connector.lake.TableLog;
import io.sluice.connector.lake.TableSnapshot;
import io.sluice.connector.offset.AppId;
import io.sluice.connector.routing.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.WeakHashMap;
import net.bytebuddy.asm.Advice;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Bugs for the task's classes: each body is copied into the method that it is for. */
@SuppressWarnings(
        "UnusedVariable") // What is assigned to a return value or an argument is what the method goes on with.
public final class TaskMutants {
    private TaskMutants() {}

    /** For {@code Coordinates.partition}: the names that SMTs gave. */
    public static final class RenamedTopics {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) SinkRecord record, @Advice.Return(readOnly = false) TopicPartition partition) {
            partition = new TopicPartition(record.topic(), record.kafkaPartition());
        }
    }

    /** For {@code OpenTables.expected}: what the table holds already is taken again. */
    public static final class TakesRedelivery {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) OptionalLong expected) {
            expected = OptionalLong.empty();
        }
    }

    /** For {@code LakeSinkTask.preCommit} and {@code close}: they go on after a failure. */
    public static final class GoesOnAfterAFailure {
        @Advice.OnMethodEnter
        static void enter(@Advice.FieldValue(value = "failure", readOnly = false) Optional<RuntimeException> failure) {
            failure = Optional.empty();
        }
    }

    /** For {@code OpenTables.lettersFirst}: the dead letters land last. */
    public static final class LettersLast {
        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<TableBatch> drained) {
            drained = drained.isEmpty() ? drained : reversed(drained);
        }
    }

    public static List<TableBatch> reversed(List<TableBatch> batches) {
        List<TableBatch> reversed = new ArrayList<>(batches);
        Collections.reverse(reversed);
        return reversed;
    }

    /** For {@code StartedTask.close}: what fills is landed, though the partitions are gone. */
    public static final class FlushesInClose {
        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("tables") OpenTables tables,
                @Advice.FieldValue("errants") ErrantRecords errants,
                @Advice.FieldValue("flusher") FlushWorker flusher,
                @Advice.FieldValue(value = "inFlight", readOnly = false) List<TableBatch> inFlight) {
            if (!flusher.busy()) {
                inFlight = tables.drain();
                flusher.start(new FlushWorker.Flush(inFlight, Optional.empty(), errants.drain()));
            }
        }
    }

    /** For {@code StartedTask.discard}: the buffer stays when partitions go. */
    public static final class KeepsTheBufferInClose {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return calledFrom("close");
        }
    }

    /** For {@code StartedTask.discard}: the buffer stays when the task was fenced. */
    public static final class KeepsTheBufferWhenFenced {
        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return calledFrom("settle");
        }
    }

    static boolean calledFrom(String method) {
        String task = StartedTask.class.getName();
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().equals(task))
                        .skip(1)
                        .findFirst()
                        .map(frame -> frame.getMethodName().equals(method))
                        .orElse(false));
    }

    /** For {@code OpenTable.settled}: a fenced task takes the new offsets for its own. */
    public static final class AdoptsOffsets {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(1) LandOutcome outcome,
                @Advice.FieldValue("lake") TableLog lake,
                @Advice.FieldValue("feeds") Map<AppId, Feed> feeds) {
            if (outcome instanceof LandOutcome.Rewind) {
                adopt(lake, feeds);
            }
        }
    }

    static void adopt(TableLog lake, Map<AppId, Feed> feeds) {
        Optional<TableSnapshot> latest;
        try {
            latest = lake.latest();
        } catch (LakeUnavailableException away) {
            // Nothing to adopt: the feeds stay as they are.
            latest = Optional.empty();
        }
        for (Feed feed : feeds.values()) {
            if (latest.isPresent() && feed.expected().isPresent()) {
                feed.expect(latest.get().offsets().next(feed.appId()));
            }
        }
    }

    /** For {@code LakeSinkTask.preCommit}: Kafka is told what was delivered. */
    public static final class TellsWhatWasDelivered {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) Map<TopicPartition, OffsetAndMetadata> delivered,
                @Advice.Return(readOnly = false) Map<TopicPartition, OffsetAndMetadata> told) {
            told = delivered;
        }
    }

    /** For {@code OpenTables.unlanded}: one table of several is asked. */
    public static final class AsksTheFirstTable {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) AppId appId,
                @Advice.FieldValue("open") Map<TableName, OpenTable> open,
                @Advice.Return(readOnly = false) OptionalLong unlanded) {
            unlanded = open.isEmpty()
                    ? OptionalLong.empty()
                    : open.values().iterator().next().unlanded(appId);
        }
    }

    /** Tables that each task has seen, while a bug needs them. */
    static final Map<OpenTables, Set<TableName>> SEEN = Collections.synchronizedMap(new WeakHashMap<>());

    /** For {@code OpenTables.route}: what {@link KnowsTheTablesSeenSoFar} knows. */
    public static final class RemembersTables {
        @Advice.OnMethodExit
        static void exit(@Advice.This OpenTables tables, @Advice.Return OpenTable routed) {
            seen(tables).add(routed.name());
        }
    }

    /** For {@code OpenTables.tablesOf}: the tables seen so far are all that a partition feeds. */
    public static final class KnowsTheTablesSeenSoFar {
        @Advice.OnMethodExit
        static void exit(
                @Advice.This OpenTables self,
                @Advice.FieldValue("transforms") boolean transforms,
                @Advice.Return(readOnly = false) Set<TableName> tables) {
            tables = transforms ? Set.copyOf(seen(self)) : tables;
        }
    }

    static Set<TableName> seen(OpenTables tables) {
        return SEEN.computeIfAbsent(tables, any -> new HashSet<>());
    }
}
