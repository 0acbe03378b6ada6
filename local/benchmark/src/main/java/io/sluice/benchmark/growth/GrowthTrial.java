package io.sluice.benchmark.growth;

import io.sluice.benchmark.contender.OwnClasses;
import io.sluice.benchmark.contender.WorkerJvm;
import io.sluice.benchmark.growth.landing.LandWork;
import io.sluice.benchmark.growth.landing.Measured;
import io.sluice.benchmark.growth.landing.Outcome;
import io.sluice.benchmark.growth.landing.Work;
import io.sluice.benchmark.table.DeltaTable;
import io.sluice.benchmark.table.Folders;
import io.sluice.benchmark.table.Verification;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.ChildJvm;
import io.sluice.local.process.Children;
import io.sluice.local.process.JvmSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs one work in a JVM like a worker's, on the connector's plugin and the worker's class path, and checks its tables.
 *
 * @param work folder for what it writes
 */
record GrowthTrial(Checkout checkout, Children children, Path work) {
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws IllegalStateException if the child fails, or its tables do not hold the records that it was given */
    List<Measured> run(Series series, Work landed, int round) {
        String id = series.key() + "-" + round + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        Path lake = work.resolve(id);
        Path file = work.resolve(id + ".outcome");
        try {
            List<String> arguments = new ArrayList<>(List.of(lake.toString(), file.toString()));
            arguments.addAll(landed.words());
            ChildJvm jvm = children.start(
                    new JvmSpec(id, classpath(), LandWork.class.getName(), arguments, options(), Map.of()));
            int code = jvm.awaitExit(LONGEST);
            if (code != 0) {
                throw new IllegalStateException(id + " ended with exit code " + code + ". " + jvm.tail());
            }
            Outcome outcome = Outcome.parse(Files.readString(file));
            verify(lake, outcome.landed());
            Files.delete(file);
            return outcome.measured();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Folders.remove(lake);
        }
    }

    private static void verify(Path lake, long landed) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> tables = Files.list(lake)) {
            tables.filter(table -> Files.exists(table.resolve("_delta_log")))
                    .forEach(table -> files.addAll(new DeltaTable(table).files()));
        }
        Verification.requireRows(files, landed);
    }

    /** The plugin first: where it and the worker have the same library, a worker gives it its own. */
    private List<Path> classpath() throws IOException {
        List<Path> classpath = new ArrayList<>();
        try (Stream<Path> plugin = Files.walk(checkout.connectorPlugin())) {
            plugin.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(classpath::add);
        }
        classpath.addAll(checkout.classpath("kafka"));
        classpath.add(OwnClasses.of(LandWork.class));
        return classpath;
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(WorkerJvm.OPTIONS);
        options.add("-Dlog4j2.configurationFile=" + checkout.config("log4j2.properties"));
        return options;
    }
}
