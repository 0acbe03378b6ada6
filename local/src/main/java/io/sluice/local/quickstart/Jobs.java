package io.sluice.local.quickstart;

import io.sluice.local.process.Checkout;
import io.sluice.local.process.ChildJvm;
import io.sluice.local.spark.SparkSubmit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs commands of the analytics jar over the lake of this run, as a user would type them. */
record Jobs(Narrator narrator, SparkSubmit spark, Checkout checkout, Workspace workspace) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Says once what stands before every command. */
    void explain() {
        narrator.say("spark-submit ... below is: spark-submit --class io.sluice.analytics.Sluice \\");
        narrator.say("  %s <command> --lake %s", workspace.shown(checkout.analyticsJar()), workspace.lakeUri());
    }

    /** Shows the command, runs it and shows its answer. */
    String show(String name, List<String> command) {
        narrator.say("$ spark-submit ... " + quoted(command));
        String answer = run(name, command);
        narrator.quote(answer);
        return answer;
    }

    /** Its standard output. */
    String run(String name, List<String> command) {
        return answer(start(name, command));
    }

    ChildJvm start(String name, List<String> command) {
        return spark.start(name, settings(), withLake(command));
    }

    /** @throws IllegalStateException with the end of its log if its exit code is not 0 */
    String answer(ChildJvm job) {
        int code = job.awaitExit(LIMIT);
        if (code != 0) {
            throw new IllegalStateException(
                    job.name() + " ended with exit code " + code + ".\n" + output(job) + job.tail());
        }
        return output(job);
    }

    private List<String> withLake(List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("--lake", workspace.lakeUri()));
        return all;
    }

    private Map<String, String> settings() {
        return Map.of(
                "spark.driver.host", "127.0.0.1",
                "spark.driver.bindAddress", "127.0.0.1",
                "spark.ui.enabled", "false",
                "spark.local.dir", workspace.folder().resolve("spark").toString());
    }

    private static String output(ChildJvm job) {
        try {
            return Files.readString(job.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(List<String> command) {
        return command.stream()
                .map(word -> word.matches("[\\w./:=,-]+") ? word : '"' + word + '"')
                .collect(Collectors.joining(" "));
    }
}
