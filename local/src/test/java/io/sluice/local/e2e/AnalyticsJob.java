package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jobs of the analytics jar, run over the stack's lake by spark-submit. */
final class AnalyticsJob {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private AnalyticsJob() {}

    /**
     * Runs a job to its end, which must be a good one.
     *
     * @param name of its log
     * @param command with its arguments; the lake and the output's format are added
     * @return the rows of its first result
     */
    static List<JsonNode> run(SharedStack stack, String name, String command, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of(command, "--lake", stack.lake().toUri().toString(), "--output", "json"));
        all.addAll(List.of(arguments));
        ChildJvm job = stack.spark().start(name, Map.of("spark.ui.enabled", "false"), all);
        assertThat(job.awaitExit(LIMIT)).as(job::tail).isZero();
        try {
            List<JsonNode> rows = new ArrayList<>();
            new ObjectMapper().readTree(Files.readString(job.output())).forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
