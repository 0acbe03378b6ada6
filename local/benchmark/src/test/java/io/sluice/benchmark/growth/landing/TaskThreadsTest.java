package io.sluice.benchmark.growth.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class TaskThreadsTest {
    @Test
    void whatEachCameToIsInTheOrderOfTheirNumbers() {
        assertThat(TaskThreads.run(
                        3, number -> number + " on " + Thread.currentThread().getName()))
                .allMatch(result -> result.contains(" on growth-task-"))
                .extracting(result -> result.charAt(0))
                .containsExactly('0', '1', '2');
    }

    @Test
    @Timeout(60)
    void aFailureIsToldThoughAnotherTaskWaitsForTheOneThatFailed() {
        CountDownLatch never = new CountDownLatch(1);

        assertThatThrownBy(() -> TaskThreads.run(2, number -> {
                    if (number == 1) {
                        throw new IllegalStateException("no room");
                    }
                    return await(never);
                }))
                .hasRootCauseMessage("no room");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
