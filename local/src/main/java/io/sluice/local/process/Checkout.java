package io.sluice.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Where things are in a built working copy. Maven passes its root in the system property {@code sluice.root}. */
public record Checkout(Path root) {
    private static final String BUILD = "build it with 'mvn package'";
    private static final String PRESENT = "it is part of the repository";

    public Checkout {
        root = root.toAbsolutePath().normalize();
    }

    public static Checkout fromProperties() {
        String root = System.getProperty("sluice.root");
        if (root == null) {
            throw new IllegalStateException(
                    "System property sluice.root is not set: run this through Maven, or pass -Dsluice.root=<the repository>.");
        }
        return new Checkout(Path.of(root));
    }

    public Path config(String file) {
        return existing(root.resolve("config").resolve(file), PRESENT);
    }

    public Path data(String file) {
        return existing(root.resolve("data").resolve(file), PRESENT);
    }

    /** Folder for what a run leaves behind: {@code local/target/<name>}. */
    public Path work(String name) {
        return root.resolve("local/target").resolve(name);
    }

    /** An entry of {@code plugin.path}. */
    public Path connectorPlugin() {
        return existing(root.resolve("connector/target/plugin"), BUILD);
    }

    /**
     * The jars that a module below local/classpaths stands for, in Maven's order.
     *
     * @throws IllegalStateException if that module was not built
     */
    public List<Path> classpath(String module) {
        Path file = root.resolve("local/classpaths").resolve(module).resolve("target/classpath.txt");
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(read(existing(file, BUILD)).strip())
                .map(Path::of)
                .toList();
    }

    /** The jar for spark-submit, of the Spark line that the build was for. */
    public Path analyticsJar() {
        String line = System.getProperty("sluice.spark.line", "3.5");
        Path folder = existing(root.resolve("analytics/target"), BUILD);
        try (DirectoryStream<Path> jars =
                Files.newDirectoryStream(folder, "sluice-analytics-*-spark-" + line + ".jar")) {
            for (Path jar : jars) {
                return jar;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("No analytics jar for Spark " + line + " in " + folder + ": " + BUILD + ".");
    }

    private static Path existing(Path path, String remedy) {
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " is missing: " + remedy + ".");
        }
        return path;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
