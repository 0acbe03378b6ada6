package io.sluice.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What {@code mvn package} hands out. */
final class PackagingIT {
    private static final Path TARGET = Path.of("target");
    private static final Path FOLDER = TARGET.resolve("plugin/sluice-connector");
    private static final String SERVICE = "META-INF/services/org.apache.kafka.connect.sink.SinkConnector";

    @Test
    void thePluginBringsNothingThatIsTheWorkersOrATests() throws IOException {
        for (Path jar : jars()) {
            assertThat(entries(jar))
                    .as(jar.getFileName().toString())
                    .noneMatch(name -> name.startsWith("org/apache/kafka/") || name.startsWith("org/apache/connect/"))
                    // Neither the API nor a binding: whichever is first would be the worker's logging.
                    .noneMatch(name ->
                            name.startsWith("org/slf4j/") || name.endsWith("org.slf4j.spi.SLF4JServiceProvider"))
                    .noneMatch(name -> name.startsWith("org/apache/logging/") || name.startsWith("org/apache/log4j/"))
                    .noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("net/jqwik/"))
                    .noneMatch(name -> name.startsWith("io/unitycatalog/"));
        }
    }

    @Test
    void everyLibraryIsThereOnce() throws IOException {
        List<String> libraries = jars().stream()
                .map(jar -> withoutVersion(jar.getFileName().toString()))
                .toList();
        assertThat(libraries)
                .doesNotHaveDuplicates()
                .contains(
                        "sluice-connector",
                        "sluice-storage",
                        "delta-kernel-api",
                        "delta-kernel-defaults",
                        "parquet-hadoop",
                        "hadoop-client-api",
                        "hadoop-client-runtime",
                        "hadoop-aws",
                        "s3",
                        "sts",
                        "zstd-jni",
                        "snappy-java");
    }

    /** Older ones spend half a minute on a number of a million digits. Those that Hadoop and Parquet relocated parse no record. */
    @Test
    void jacksonIsNewEnoughWhereverItIs() throws IOException {
        for (Path jar : jars()) {
            String name = jar.getFileName().toString();
            boolean holdsJackson = entries(jar).stream()
                    .anyMatch(entry -> entry.startsWith("com/fasterxml/jackson/") && entry.endsWith(".class"));
            if (holdsJackson) {
                assertThat(name).matches("jackson-.*-2\\.\\d+(\\.\\d+)?\\.jar");
                int minor = Integer.parseInt(name.replaceFirst(".*-2\\.(\\d+).*", "$1"));
                assertThat(minor).as(name).isGreaterThanOrEqualTo(21);
            }
        }
        assertThat(jars()).anyMatch(jar -> jar.getFileName().toString().startsWith("jackson-core-"));
    }

    /** hadoop-aws asks for the AWS SDK as one bundle of 500 MB. */
    @Test
    void thePluginStaysSmall() throws IOException {
        long bytes = 0;
        for (Path jar : jars()) {
            bytes += Files.size(jar);
        }
        assertThat(bytes).isLessThan(110L << 20);
        assertThat(jars()).noneMatch(jar -> jar.getFileName().toString().startsWith("bundle-"));
    }

    @Test
    void theConnectorIsFoundWithoutReadingEveryClass() throws IOException {
        Path jar = FOLDER.resolve("sluice-connector-" + PluginVersion.get() + ".jar");
        try (JarFile file = new JarFile(jar.toFile())) {
            String service =
                    new String(file.getInputStream(file.getEntry(SERVICE)).readAllBytes(), UTF_8);
            assertThat(service.trim()).isEqualTo("io.sluice.connector.LakeSinkConnector");
        }
    }

    @Test
    void theArchiveHoldsTheSameLibrariesWithManifestAndDocumentation() throws IOException {
        String name = "sluice-connector-" + PluginVersion.get();
        try (ZipFile zip = new ZipFile(TARGET.resolve(name + ".zip").toFile())) {
            List<String> entries = zip.stream().map(ZipEntry::getName).toList();
            assertThat(entries).allMatch(entry -> entry.startsWith(name + "/"));
            assertThat(entries)
                    .contains(name + "/manifest.json", name + "/doc/README.md", name + "/doc/LICENSE")
                    .anyMatch(entry -> entry.startsWith(name + "/etc/") && entry.endsWith(".json"));
            assertThat(entries.stream()
                            .filter(entry -> entry.startsWith(name + "/lib/") && entry.endsWith(".jar"))
                            .map(entry -> entry.substring(entry.lastIndexOf('/') + 1)))
                    .containsExactlyInAnyOrderElementsOf(jars().stream()
                            .map(jar -> jar.getFileName().toString())
                            .toList());
            String manifest = new String(
                    zip.getInputStream(zip.getEntry(name + "/manifest.json")).readAllBytes(), UTF_8);
            assertThat(manifest)
                    .contains("\"version\": \"" + PluginVersion.get() + "\"")
                    .doesNotContain("${");
        }
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return List.copyOf(new TreeSet<>(files.toList()));
        }
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    private static String withoutVersion(String jar) {
        return jar.replaceFirst("-\\d.*", "");
    }
}
