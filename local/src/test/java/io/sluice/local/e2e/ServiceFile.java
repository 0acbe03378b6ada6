package io.sluice.local.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The jar that Kafka's {@code connect-plugin-path.sh sync-manifests} adds to a plugin whose own jars have no service file, so that a worker
 * with {@code plugin.discovery=service_load} finds it (KIP-898).
 */
final class ServiceFile {
    private ServiceFile() {}

    static void add(Path plugin, String service, List<String> classes) {
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(plugin.resolve("services.jar")))) {
            jar.putNextEntry(new ZipEntry("META-INF/services/" + service));
            jar.write(String.join("\n", classes).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
