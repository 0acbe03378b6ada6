package io.sluice.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analytics.support.Flights;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main class in a JVM of its own, as spark-submit starts it. */
final class SluiceProcessTest {
    @TempDir
    Path lake;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void sigtermEndsAStreamAfterAWholeBatchAndItsTableIsExact() throws IOException, InterruptedException {
        Flights.append(lake.resolve("flights"), Flights.all().subList(0, 1_000));
        Path out = lake.resolve("out");
        Process process = new ProcessBuilder(command(
                        "windowed-counts",
                        "--lake",
                        lake.toString(),
                        "--table",
                        "flights",
                        "--time",
                        Flights.TIME,
                        "--window",
                        "1 day",
                        "--follow",
                        "--trigger",
                        "0 seconds",
                        "--to",
                        "delta:daily",
                        "--output",
                        "csv"))
                .redirectOutput(out.toFile())
                .start();
        List<String> err = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                err.add(line);
                if (line.contains("batch 0  in 1,000")) {
                    // By its handle: Process.destroy closes the stream that is being read.
                    process.toHandle().destroy();
                }
            }
            // 128 + 15: ended by SIGTERM, but in its own time.
            assertThat(process.waitFor()).as(String.join("\n", err)).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
        assertThat(err).anyMatch(line -> line.endsWith("stopped as asked, after a whole batch"));
        assertThat(err).noneMatch(line -> line.startsWith("error:"));
        assertThat(Files.readString(out)).contains("batches,rows_read").contains(",1000,0,0,0,");
        String sum = "SELECT sum(count) n FROM lake.daily";
        assertThat(TestCommandLine.sluice("sql", "--lake", lake.toString(), "--output", "csv", sum)
                        .out())
                .isEqualTo("n\n1000\n");
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent") && !option.startsWith("-Djava"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.databricks.delta.snapshotPartitions=2",
                "-cp",
                System.getProperty("java.class.path"),
                Sluice.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
