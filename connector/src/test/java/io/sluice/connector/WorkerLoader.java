package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** Our classes against the Kafka classes of one worker's version, which Maven has copied to {@code target/workers}. */
public final class WorkerLoader {
    private WorkerLoader() {}

    /** @param worker {@code oldest} or {@code newest} */
    public static URLClassLoader of(String worker) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(url(Path.of("target", "classes")));
        urls.add(url(Path.of("target", "test-classes")));
        urls.add(LoggerFactory.class.getProtectionDomain().getCodeSource().getLocation());
        try (Stream<Path> jars = Files.list(Path.of("target", "workers", worker))) {
            for (Path jar : jars.sorted().toList()) {
                urls.add(url(jar));
            }
        }
        assertThat(urls).hasSizeGreaterThan(6);
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    private static URL url(Path path) throws MalformedURLException {
        return path.toUri().toURL();
    }
}
