package io.sluice.local.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import net.bytebuddy.ByteBuddy;

/** The agent as a jar, made from this package's classes when a test needs it. */
public final class FailpointJar {
    private FailpointJar() {}

    public static Path write(Path jar) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(new Attributes.Name("Premain-Class"), FailpointAgent.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH, location(ByteBuddy.class).toUri().toString());
        String folder = FailpointJar.class.getPackageName().replace('.', '/');
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                DirectoryStream<Path> classes =
                        Files.newDirectoryStream(location(FailpointJar.class).resolve(folder), "*.class")) {
            for (Path file : classes) {
                out.putNextEntry(new ZipEntry(folder + "/" + file.getFileName()));
                Files.copy(file, out);
                out.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
