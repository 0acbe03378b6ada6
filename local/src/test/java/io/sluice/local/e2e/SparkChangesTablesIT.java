package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.data.Message;
import io.sluice.local.kafka.Produced;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tables that the sink made clustered or with mapped columns, changed by Spark under the running tasks and read by it. */
@ExtendWith(WithStack.class)
final class SparkChangesTablesIT {
    private static final int ROWS = 50;

    private final SharedStack stack;

    SparkChangesTablesIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void sparkOptimizesRenamesAndDropsAndReadsAllOfIt() {
        Pipeline clustered = Pipeline.create(stack, stack.worker(), "clustered", 2)
                .set("metadata.columns", "topic,partition,offset,timestamp,key")
                .set("key.format", "struct")
                .set("table.cluster.by", "_kafka_key.id,n")
                .deploy();
        Pipeline mapped = Pipeline.create(stack, stack.worker(), "mapped", 2)
                .set("table.properties.delta.columnMapping.mode", "name")
                .set("value.nesting.max", "2")
                .deploy();
        land(clustered, 0, "");
        land(mapped, 0, ",\"gone\":1,\"deep\":{\"x\":1,\"y\":{\"z\":1}}");

        AnalyticsJob.run(
                stack,
                "spark-changes",
                "sql",
                "OPTIMIZE lake.clustered;"
                        + " ALTER TABLE lake.mapped RENAME COLUMN n TO amount;"
                        + " ALTER TABLE lake.mapped DROP COLUMN gone;"
                        + " ALTER TABLE lake.mapped ALTER COLUMN deep COMMENT 'as before'");
        land(clustered, ROWS, "");
        clustered.awaitLanded(clustered
                .send(List.of(new Message("{\"id\":-1}", "{\"other\":1}")))
                .ends());
        land(mapped, ROWS, ",\"gone\":2");

        JsonNode read = AnalyticsJob.run(
                        stack,
                        "spark-reads-changed",
                        "sql",
                        "SELECT (SELECT count(*) FROM lake.clustered) AS clustered,"
                                + " (SELECT count(DISTINCT _kafka_key.id) FROM lake.clustered) AS keys,"
                                + " (SELECT sum(n) FROM lake.clustered WHERE _kafka_key.id >= 0) AS n,"
                                + " (SELECT count(*) FROM lake.clustered WHERE n IS NULL) AS without,"
                                + " (SELECT sum(amount) FROM lake.mapped) AS amount,"
                                + " (SELECT sum(n) FROM lake.mapped) AS new_n,"
                                + " (SELECT sum(gone) FROM lake.mapped) AS gone,"
                                + " (SELECT count(*) FROM lake.mapped WHERE deep.x = 1 AND _rescued LIKE '%/deep/y%') AS deep")
                .get(0);
        long early = IntStream.range(0, ROWS).sum();
        long late = IntStream.range(ROWS, 2 * ROWS).sum();
        assertThat(read.get("clustered").asLong()).isEqualTo(2 * ROWS + 1);
        assertThat(read.get("keys").asLong()).isEqualTo(2 * ROWS + 1);
        assertThat(read.get("n").asLong()).isEqualTo(early + late);
        assertThat(read.get("without").asLong()).isEqualTo(1);
        assertThat(read.get("amount").asLong()).isEqualTo(early);
        assertThat(read.get("new_n").asLong()).isEqualTo(late);
        assertThat(read.get("gone").asLong()).as("none of the dropped column's").isEqualTo(2 * ROWS);
        assertThat(read.get("deep").asLong()).isEqualTo(ROWS);
        assertThat(clustered.log().commits().values()).anySatisfy(commit -> assertThat(commit.toString())
                .contains("\"operation\":\"OPTIMIZE\"", "_kafka_key.id"));
    }

    private static void land(Pipeline pipeline, int from, String more) {
        List<Message> messages = IntStream.range(from, from + ROWS)
                .mapToObj(i -> new Message("{\"id\":" + i + "}", "{\"n\":" + i + more + "}"))
                .toList();
        Produced produced = pipeline.send(messages);
        pipeline.awaitLanded(produced.ends());
    }
}
