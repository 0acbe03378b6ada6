package io.sluice.local.spark;

import io.sluice.local.process.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A file of arguments, so that {@code java @file <command>} does what spark-submit with the analytics jar does. */
public final class SparkScript {
    private SparkScript() {}

    /** @param lake URI that the commands take when they are given no {@code --lake} */
    public static Path write(Checkout checkout, String lake, Path file) {
        List<String> words = new ArrayList<>(SparkSubmit.jvmOptions());
        String classpath = checkout.classpath("spark").stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        words.addAll(List.of("-cp", classpath, "org.apache.spark.deploy.SparkSubmit", "--master", "local[*]"));
        words.addAll(List.of("--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.driver.bindAddress=127.0.0.1"));
        words.addAll(List.of("--conf", "spark.sql.catalog.lake.path=" + lake));
        words.addAll(List.of(
                "--class", "io.sluice.analytics.Sluice", checkout.analyticsJar().toString()));
        try {
            return Files.write(file, words.stream().map(SparkScript::quoted).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As java reads such files: a backslash escapes inside of quotes. */
    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
