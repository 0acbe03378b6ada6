package io.sluice.local.failpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The failpoints meet the plugin as it is released. */
final class FailpointsIT {
    private static final String KEPT_OUT = "failpoint";

    @ParameterizedTest
    @EnumSource
    void eachFailpointIsBoundToOneMethodThatThePluginHas(Failpoint failpoint) throws IOException {
        List<ClassFileLocator> jars = new ArrayList<>();
        for (Path jar : plugin()) {
            jars.add(ClassFileLocator.ForJarFile.of(jar.toFile()));
        }
        try (ClassFileLocator locator = new ClassFileLocator.Compound(jars)) {
            for (Failpoint.Place place : failpoint.places()) {
                TypePool.Resolution type = TypePool.Default.of(locator).describe(place.type());
                assertThat(type.isResolved()).as(place.type()).isTrue();
                // Of two methods of one name, the failpoint would meet the one that it does not mean.
                assertThat(type.resolve().getDeclaredMethods())
                        .filteredOn(method -> !method.isBridge())
                        .extracting(MethodDescription::getName)
                        .containsOnlyOnce(place.method());
            }
        }
    }

    @Test
    void noClassOfTheFailpointsIsInThePlugin() throws IOException {
        for (Path path : plugin()) {
            try (JarFile jar = new JarFile(path.toFile())) {
                assertThat(jar.stream()
                                .map(entry -> entry.getName().toLowerCase(java.util.Locale.ROOT))
                                .filter(name -> name.contains(KEPT_OUT) || name.startsWith("io/sluice/local/")))
                        .as(path.toString())
                        .isEmpty();
            }
        }
    }

    private static List<Path> plugin() throws IOException {
        List<Path> jars = new ArrayList<>();
        try (var files = Files.walk(Checkout.fromProperties().connectorPlugin())) {
            files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
        }
        assertThat(jars).isNotEmpty();
        return jars;
    }
}
