package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.process.Checkout;
import io.sluice.local.process.ChildJvm;
import io.sluice.local.process.Children;
import io.sluice.local.spark.SparkSubmit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a Connect schema can say and a value of it can hold is what Spark reads, or is in {@code _rescued}. Delta Kernel and DuckDB read
 * the same generated schemas in the connector's own tests.
 */
final class SparkReadsGeneratedIT {
    private static final int TABLES = Scale.of(12, 400);
    private static final Duration LIMIT = Duration.ofMinutes(Scale.of(3, 30));

    @TempDir
    private Path directory;

    @Test
    void sparkSeesWhatTheProducerSent() throws Exception {
        String lake = directory.resolve("lake").toUri().toString();
        List<List<GeneratedTable.Sent>> sent = new ArrayList<>();
        for (int table = 0; table < TABLES; table++) {
            sent.add(GeneratedTable.land(lake, "t" + table, new Random(Scale.SEED + table)));
        }

        Iterator<Object> read = readBySpark(lake).iterator();

        for (int table = 0; table < TABLES; table++) {
            List<Object> expected = new ArrayList<>();
            for (GeneratedTable.Sent row : sent.get(table)) {
                expected.add(List.of(JsonRows.of(row.fields()), row.rescued()));
            }
            assertThat(rows(read.next())).as("seed %d", Scale.SEED + table).isEqualTo(expected);
        }
        assertThat(read).isExhausted();
    }

    private List<Object> readBySpark(String lake) throws IOException {
        String statements = IntStream.range(0, TABLES)
                .mapToObj(table -> "SELECT * FROM lake.t" + table + " ORDER BY _kafka_offset")
                .collect(Collectors.joining("; "));
        try (Children children = new Children(directory.resolve("logs"))) {
            ChildJvm job = new SparkSubmit(children, Checkout.fromProperties())
                    .start(
                            "reads-generated",
                            Map.of("spark.ui.enabled", "false"),
                            List.of("sql", "--lake", lake, "--output", "json", statements));
            assertThat(job.awaitExit(LIMIT)).as(job::tail).isZero();
            return JsonRows.read(job.output());
        }
    }

    /** Each row's own fields, and whether some of them are rescued. */
    private static List<Object> rows(Object result) {
        List<Object> rows = new ArrayList<>();
        for (Object row : (List<?>) result) {
            Map<String, Object> fields = new TreeMap<>();
            ((Map<?, ?>) row).forEach((name, value) -> fields.put((String) name, value));
            boolean rescued = fields.remove("_rescued") != null;
            fields.keySet().removeIf(name -> name.startsWith("_kafka_"));
            rows.add(List.of(fields, rescued));
        }
        return rows;
    }
}
