package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.kafka.Produced;
import io.sluice.local.kafka.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A lake that stays away longer than a task waits for it: a mount point without its disk. */
@ExtendWith(WithStack.class)
final class LakeAwayIT {
    private static final String NAME = "lake-away";

    private final SharedStack stack;

    LakeAwayIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void theTaskFailsWhenItsTimeIsOverAndARestartLandsTheRestOnceTheLakeIsBack() throws IOException {
        Path disk = Files.createDirectories(stack.lake().resolveSibling("away-disk"));
        Path empty = Files.createDirectories(stack.lake().resolveSibling("away-mount-point"));
        Path lake = Files.createSymbolicLink(stack.lake().resolveSibling("away-lake"), disk);
        Pipeline pipeline = pipeline(lake).set("retry.timeout.ms", "1000").deploy();
        Produced before = pipeline.send(LandingIT.numbers(20));
        pipeline.awaitLanded(before.ends());

        pointTo(lake, empty);
        Produced meanwhile = pipeline.send(LandingIT.numbers(20));

        assertThat(pipeline.awaitFailure())
                .contains(
                        "The lake was away for ",
                        " ms, longer than retry.timeout.ms=1000: ",
                        "Nothing is lost; mend the store and restart the task.");
        assertThat(empty.resolve(NAME).resolve("_delta_log"))
                .as("a table made in the empty mount point")
                .doesNotExist();

        pointTo(lake, disk);
        pipeline.connectors().restart(NAME);
        pipeline.awaitLandedAfterFailure(meanwhile.ends());
        LandedRows.assertExactlyOnce(before.plus(meanwhile), pipeline.log().rows());
        pipeline.remove();
    }

    private Pipeline pipeline(Path lake) {
        try (Admin admin = stack.broker().admin()) {
            Topics.create(admin, NAME, 1);
        }
        return Pipeline.over(stack.broker().bootstrap(), stack.worker(), NAME, lake)
                .set("tasks.max", "1")
                .set("lake.path", lake.toUri().toString());
    }

    private static void pointTo(Path link, Path target) throws IOException {
        Path draft = link.resolveSibling(link.getFileName() + "-draft");
        Files.createSymbolicLink(draft, target);
        Files.move(draft, link, StandardCopyOption.ATOMIC_MOVE);
    }
}
