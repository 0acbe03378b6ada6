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

    /** Another: the converter for Protobuf. */
    public Path protobufPlugin() {
        return existing(root.resolve("protobuf-converter/target/plugin"), BUILD);
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

    /**
     * An entry of {@code plugin.path} with one plugin: links to the jars that a module below local/classpaths stands for.
     *
     * @param folder made if it is missing
     */
    public Path plugin(String module, Path folder) {
        try {
            Path jars = Files.createDirectories(folder.resolve(module));
            for (Path jar : classpath(module)) {
                Path link = jars.resolve(jar.getFileName());
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, jar);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The jar of a schema registry's server, which names all others that it needs. */
    public Path registry() {
        return only(root.resolve("local/classpaths/registry/target/registry"), "apicurio-registry-app-*-runner.jar");
    }

    /** The jar for spark-submit, of the Spark line that the build was for. */
    public Path analyticsJar() {
        String line = System.getProperty("sluice.spark.line", "3.5");
        return only(root.resolve("analytics/target"), "sluice-analytics-*-spark-" + line + ".jar");
    }

    private static Path only(Path folder, String jar) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(existing(folder, BUILD), jar)) {
            for (Path found : jars) {
                return found;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("No " + jar + " in " + folder + ": " + BUILD + ".");
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
