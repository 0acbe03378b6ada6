package io.sluice.connector.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages that name metrics. */
final class MetricsReferenceTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path PAGE = DOCS.resolve("metrics.md");

    private static final String HEAD =
            """
            # Metrics

            Generated from the connector's own definition; a test fails when this page is stale. To write it anew:
            `mvn test -pl connector -am -Dtest=MetricsReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dmetrics.write`.
            What to watch and what to do about it stands in [operations.md](operations.md).

            One MBean for each task: `kafka.connect:type=plugins,connector=…,task=…` on workers with plugin metrics (KIP-877, Kafka 4.1 and
            later), where every metrics reporter of the worker sees them too; `io.sluice:type=sink-task-metrics,connector=…,task=…` on older
            ones. The names are the same in both. `last-committed-offset` stands in an MBean for each partition, with `topic=…,partition=…`
            after the task. Totals count from the start of the task.

            | metric | meaning |
            | --- | --- |
            """;

    @Test
    void thePageIsWhatTheTaskRegisters() throws IOException {
        String rendered = HEAD
                + Arrays.stream(MetricNames.values())
                        .map(metric -> "| `" + metric.key() + "` | " + metric.description() + " |\n")
                        .collect(Collectors.joining());
        if (System.getProperty("metrics.write") != null) {
            Files.writeString(PAGE, rendered);
        }
        assertThat(Files.readString(PAGE))
                .as("%s is stale; its head says how to write it", PAGE)
                .isEqualTo(rendered);
    }

    @Test
    void everyMetricThatTheOperatorIsToldToWatchExists() throws IOException {
        List<String> watched = Pattern.compile("(?m)^\\| `([a-z-]+)`.*\\|.*\\|.*\\|$")
                .matcher(Files.readString(DOCS.resolve("operations.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        assertThat(watched).isNotEmpty();
        assertThat(Arrays.stream(MetricNames.values()).map(MetricNames::key)).containsAll(watched);
    }
}
