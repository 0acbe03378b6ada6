package io.sluice.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jar that is handed to spark-submit: it has what Spark lacks, and nothing that Spark has. */
final class JarIT {
    @Test
    void noClassOfTheJarIsInSparkToo() throws IOException {
        List<String> twice = new ArrayList<>();
        int classes = 0;
        try (JarFile jar = new JarFile(System.getProperty("sluice.jar"))) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/")) {
                    classes++;
                    // The tests' class path has the parts of the jar once, and all of Spark.
                    List<URL> places =
                            Collections.list(JarIT.class.getClassLoader().getResources(name));
                    if (places.size() != 1) {
                        twice.add(name + " " + places);
                    }
                }
            }
        }
        assertThat(twice).isEmpty();
        assertThat(classes).isGreaterThan(1000);
    }

    @Test
    void theJarHasTheLogStoreTheSourcesAndItsManifest() throws IOException {
        try (JarFile jar = new JarFile(System.getProperty("sluice.jar"))) {
            assertThat(jar.getEntry("io/sluice/analytics/Sluice.class")).isNotNull();
            assertThat(jar.getEntry("io/delta/storage/LogStore.class")).isNotNull();
            assertThat(jar.getEntry("org/apache/kafka/clients/consumer/KafkaConsumer.class"))
                    .isNotNull();
            String sources = new String(
                    jar.getInputStream(jar.getJarEntry(
                                    "META-INF/services/org.apache.spark.sql.sources.DataSourceRegister"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(sources)
                    .contains("KafkaSourceProvider", "DeltaDataSource", "io.sluice.analytics.catalog.SluiceSource");
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Main-Class")).isEqualTo(Sluice.class.getName());
            assertThat(manifest.getValue("Add-Opens")).contains("java.base/sun.nio.ch");
            assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
        }
    }
}
