package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.kafka.Produced;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** lake.format=parquet through a real worker, read by Spark, and its way to Delta. */
@ExtendWith(WithStack.class)
final class PlainParquetIT {
    private final SharedStack stack;

    PlainParquetIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void landsPlainParquetThatSparkReadsAndGoesOnAsDeltaAtTheOffsetsThatItHad() {
        Pipeline pipeline = Pipeline.create(stack, stack.worker(), "plain", 2)
                .set("lake.format", "parquet")
                .set("table.partition.by", "day(_kafka_timestamp)");
        Produced before = pipeline.send(LandingIT.numbers(50));
        pipeline.deploy().awaitLanded(before.ends());

        assertThat(Files.exists(pipeline.table().resolve("_delta_log"))).isFalse();
        LandedRows.assertExactlyOnce(
                before,
                AnalyticsJob.run(
                        stack,
                        "plain-rows",
                        "sql",
                        "SELECT _kafka_partition, _kafka_offset, n FROM lake.plain WHERE n >= 0"));

        List<JsonNode> promoted =
                AnalyticsJob.run(stack, "plain-promote", "promote", "--table", "plain", "--idle", "0s");
        assertThat(promoted.get(0).get("rows").asLong()).isEqualTo(50);
        pipeline.set("lake.format", "delta").deploy();
        Produced after = pipeline.send(LandingIT.numbers(30));
        pipeline.awaitLanded(after.ends());

        List<JsonNode> rows = pipeline.log().rows();
        LandedRows.assertExactlyOnce(before.plus(after), rows);
        assertThat(AnalyticsJob.run(
                                stack,
                                "plain-delta",
                                "sql",
                                "SELECT count(DISTINCT _kafka_partition, _kafka_offset) c FROM lake.plain")
                        .get(0)
                        .get("c")
                        .asLong())
                .isEqualTo(80);
    }
}
