package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What makes a task commit although its interval is an hour. */
@ExtendWith(WithStack.class)
final class CommitSettingsIT {
    private static final int RECORDS = 4_000;
    private static final int COMMIT_BYTES = 200_000;
    private static final int MEMORY = 1 << 20;
    /** Larger than either bound: once it is read, all that came before it is due. */
    private static final int LAST_BYTES = 400_000;
    /** Records that come at once: Kafka's max.poll.records. */
    private static final int POLL = 500;

    private final SharedStack stack;

    CommitSettingsIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void bytesAndMemoryCommitLongBeforeTheInterval() {
        Pipeline topic = Pipeline.create(stack, stack.worker(), "commits", 1);
        List<Message> messages = new ArrayList<>(Texts.of(RECORDS));
        messages.add(Texts.large(RECORDS, LAST_BYTES));
        Produced produced = topic.send(messages);
        Pipeline byBytes = hourly(topic, "commits-by-bytes")
                .set("commit.bytes", Integer.toString(COMMIT_BYTES))
                .deploy();
        Pipeline byMemory = hourly(topic, "commits-by-memory")
                .set("buffer.memory.bytes", Integer.toString(MEMORY))
                .deploy();
        byBytes.awaitLanded(produced.ends());
        byMemory.awaitLanded(produced.ends());

        LandedRows.assertExactlyOnce(produced, byBytes.log().rows());
        LandedRows.assertExactlyOnce(produced, byMemory.log().rows());
        // What comes while a commit is under way is bounded by the memory alone.
        assertThat(rowsByCommit(byBytes).get(0)).isLessThanOrEqualTo(COMMIT_BYTES / Texts.BYTES + POLL);
        assertThat(rowsByCommit(byMemory)).allMatch(rows -> rows <= MEMORY / 3 / Texts.BYTES + POLL);
        byBytes.remove();
        byMemory.remove();
    }

    private static Pipeline hourly(Pipeline topic, String name) {
        return topic.another(name).set("tasks.max", "1").set("commit.interval.ms", "3600000");
    }

    private static List<Integer> rowsByCommit(Pipeline pipeline) {
        return pipeline.log().commits().values().stream()
                .map(commit -> commit.at("/operationMetrics/numOutputRows").asInt())
                .filter(rows -> rows > 0)
                .toList();
    }
}
