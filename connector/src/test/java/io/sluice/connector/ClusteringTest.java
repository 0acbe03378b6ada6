package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code table.cluster.by}, and tables that somebody else clusters (protocol, "Clustered Table"). */
final class ClusteringTest {
    private static final String MANY =
            IntStream.range(0, 40).mapToObj(i -> "\"c" + i + "\":" + i).collect(Collectors.joining(","));

    @TempDir
    private Path lake;

    private OneTask task;

    @AfterEach
    void stop() {
        task.close();
    }

    @Test
    void aTableIsMadeClusteredAndItsFilesHaveStatisticsOfThoseColumnsHoweverFarBehind() throws IOException {
        task = new OneTask(lake, "table.cluster.by=who.Name,_kafka_offset", "value.schema=late DATE");
        task.land("{" + MANY + ",\"who\":{\"age\":7,\"name\":\"ada\"}}");

        assertThat(task.last("protocol")).contains("\"clustering\"", "\"domainMetadata\"");
        assertThat(task.last("domainMetadata"))
                .contains("\"domain\":\"delta.clustering\"")
                .contains("[[\\\"who\\\",\\\"name\\\"],[\\\"_kafka_offset\\\"]]");
        assertThat(task.last("metaData")).contains("\"partitionColumns\":[]");
        assertThat(task.last("add"))
                .contains("\\\"c30\\\":30", "{\\\"name\\\":\\\"ada\\\"}")
                .doesNotContain("\\\"c31\\\":31", "\\\"age\\\"");
    }

    @Test
    void aColumnThatTheFirstRowsLackIsTakenFromTheValuesSchema() throws IOException {
        task = new OneTask(lake, "table.cluster.by=late", "value.schema=late DATE, n INT");
        task.land("{\"n\":1}");

        assertThat(task.last("metaData")).contains("\\\"late\\\",\\\"type\\\":\\\"date\\\"");
        assertThat(task.last("domainMetadata")).contains("[[\\\"late\\\"]]");
    }

    @Test
    void aColumnThatNobodyKnowsOrThatHasNoOrderFailsTheTaskByName() {
        task = new OneTask(lake, "table.cluster.by=nowhere");
        assertThat(task.failure("{\"id\":1}"))
                .hasStackTraceContaining("'nowhere', and the table's first rows have none of that name");
        task.close();

        task = new OneTask(lake, "table.cluster.by=flag");
        assertThat(task.failure("{\"flag\":true}")).hasStackTraceContaining("'flag', which is BOOLEAN");
        assertThat(lake.resolve("t/_delta_log")).doesNotExist();
    }

    @Test
    void whatAnotherEngineClustersByGetsStatisticsFromTheNextLandingOn() throws IOException {
        task = new OneTask(lake);
        task.land("{" + MANY + "}");
        assertThat(task.last("add")).doesNotContain("\\\"c39\\\":39");
        task.commit(
                "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":7,\"writerFeatures\":[\"appendOnly\",\"invariants\",\"clustering\",\"domainMetadata\"]}}",
                "{\"domainMetadata\":{\"domain\":\"delta.clustering\",\"configuration\":\"{\\\"clusteringColumns\\\":[[\\\"c39\\\"]]}\",\"removed\":false}}");
        task.land("{" + MANY + "}");

        assertThat(task.last("add")).contains("\\\"c39\\\":39").doesNotContain("\\\"c38\\\":38");
    }

    @Test
    void theColumnsOfATablesPropertyAloneGetStatistics() throws IOException {
        task = new OneTask(lake, "table.properties.delta.dataSkippingStatsColumns=who, `a.b`,C1");
        task.land("{" + MANY + ",\"a.b\":8,\"who\":{\"age\":7}}");

        assertThat(task.last("add"))
                .contains("\"minValues\\\":{\\\"c1\\\":1,\\\"a.b\\\":8", "\\\"who\\\":{\\\"age\\\":7}")
                .doesNotContain("\\\"c2\\\":2", "\\\"_kafka_offset\\\":0");
    }
}
