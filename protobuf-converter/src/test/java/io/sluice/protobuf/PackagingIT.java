package io.sluice.protobuf;

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
    private static final Path FOLDER = TARGET.resolve("plugin/sluice-protobuf-converter");
    private static final String SERVICE = "META-INF/services/org.apache.kafka.connect.storage.Converter";

    @Test
    void thePluginBringsNothingThatIsTheWorkersOrATests() throws IOException {
        for (Path jar : jars()) {
            assertThat(entries(jar))
                    .as(jar.getFileName().toString())
                    .noneMatch(name -> name.startsWith("org/apache/kafka/"))
                    .noneMatch(name -> name.startsWith("org/slf4j/"))
                    .noneMatch(name -> name.startsWith("org/junit/") || name.startsWith("net/jqwik/"));
        }
    }

    @Test
    void everyLibraryIsThereOnce() throws IOException {
        assertThat(jars().stream()
                        .map(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
                        .toList())
                .doesNotHaveDuplicates()
                .contains(
                        "sluice-protobuf-converter",
                        "apicurio-registry-serdes-protobuf-serde",
                        "protobuf-java",
                        "protobuf-java-util",
                        "wire-schema-jvm")
                .doesNotContain("icu4j");
    }

    /** Older ones spend half a minute on a number of a million digits. */
    @Test
    void jacksonIsNewEnough() throws IOException {
        assertThat(jars())
                .extracting(jar -> jar.getFileName().toString())
                .filteredOn(name -> name.startsWith("jackson-databind-"))
                .singleElement()
                .satisfies(name -> assertThat(Integer.parseInt(name.replaceFirst(".*-2\\.(\\d+).*", "$1")))
                        .isGreaterThanOrEqualTo(21));
    }

    @Test
    void theConverterIsFoundWithoutReadingEveryClass() throws IOException {
        Path jar = FOLDER.resolve("sluice-protobuf-converter-" + PluginVersion.get() + ".jar");
        try (JarFile file = new JarFile(jar.toFile())) {
            String service =
                    new String(file.getInputStream(file.getEntry(SERVICE)).readAllBytes(), UTF_8);
            assertThat(service.trim()).isEqualTo(ProtobufConverter.class.getName());
        }
    }

    @Test
    void theArchiveHoldsTheSameLibrariesWithManifestAndDocumentation() throws IOException {
        String name = "sluice-protobuf-converter-" + PluginVersion.get();
        try (ZipFile zip = new ZipFile(TARGET.resolve(name + ".zip").toFile())) {
            List<String> entries = zip.stream().map(ZipEntry::getName).toList();
            assertThat(entries)
                    .allMatch(entry -> entry.startsWith(name + "/"))
                    .contains(name + "/manifest.json", name + "/doc/types.md", name + "/doc/LICENSE");
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
}
