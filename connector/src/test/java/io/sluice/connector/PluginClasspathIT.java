package io.sluice.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plugin's folder with a worker's classes behind it and nothing else: what was left out of it must not be missed. */
final class PluginClasspathIT {
    private static final byte[] TEXT = "sluice sluice sluice".getBytes(UTF_8);

    private URLClassLoader worker;
    private URLClassLoader plugin;
    private ClassLoader before;

    @BeforeEach
    void load() throws IOException {
        List<URL> shared = new ArrayList<>(jars(Path.of("target", "workers", "newest")));
        shared.add(org.slf4j.LoggerFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation());
        worker = new URLClassLoader(shared.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        plugin = new URLClassLoader(
                jars(Path.of("target", "plugin", "sluice-connector")).toArray(URL[]::new), worker);
        before = Thread.currentThread().getContextClassLoader();
        // As Connect does around every call of the plugin.
        Thread.currentThread().setContextClassLoader(plugin);
    }

    @AfterEach
    void unload() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        plugin.close();
        worker.close();
    }

    @Test
    void kernelOpensAFileSystem() throws ReflectiveOperationException {
        Class<?> configuration = plugin.loadClass("org.apache.hadoop.conf.Configuration");
        Object conf = configuration.getConstructor().newInstance();
        Object engine = plugin.loadClass("io.delta.kernel.defaults.engine.DefaultEngine")
                .getMethod("create", configuration)
                .invoke(null, conf);
        Class<?> type = plugin.loadClass("io.delta.kernel.engine.Engine");
        Object files = type.getMethod("getFileSystemClient").invoke(engine);

        Object resolved = plugin.loadClass("io.delta.kernel.engine.FileSystemClient")
                .getMethod("resolvePath", String.class)
                .invoke(files, Path.of("target").toUri().toString());

        assertThat((String) resolved).startsWith("file:/").endsWith("/target");
        assertThat(conf.getClass().getClassLoader()).isSameAs(plugin);
    }

    /** The AWS SDK is there in parts: what a request needs of it is all there when the store's silence is what ends it. */
    @Test
    void s3aSpeaksToAStoreAndCanPutConditionally() throws ReflectiveOperationException {
        Class<?> configuration = plugin.loadClass("org.apache.hadoop.conf.Configuration");
        Object conf = configuration.getConstructor().newInstance();
        Map<String, String> settings = Map.of(
                "fs.s3a.endpoint", "http://127.0.0.1:9",
                "fs.s3a.endpoint.region", "us-east-1",
                "fs.s3a.access.key", "anybody",
                "fs.s3a.secret.key", "anything",
                "fs.s3a.attempts.maximum", "1",
                "fs.s3a.retry.limit", "0");
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            configuration
                    .getMethod("set", String.class, String.class)
                    .invoke(conf, setting.getKey(), setting.getValue());
        }
        Class<?> pathType = plugin.loadClass("org.apache.hadoop.fs.Path");
        Object path = pathType.getConstructor(String.class).newInstance("s3a://bucket/lake");
        Object files = pathType.getMethod("getFileSystem", configuration).invoke(path, conf);
        Class<?> filesType = plugin.loadClass("org.apache.hadoop.fs.FileSystem");

        assertThat(filesType
                        .getMethod("hasPathCapability", pathType, String.class)
                        .invoke(files, path, "fs.option.create.conditional.overwrite"))
                .isEqualTo(true);
        assertThatThrownBy(() -> filesType.getMethod("exists", pathType).invoke(files, path))
                .hasRootCauseInstanceOf(ConnectException.class);
        // Roles: made and verified without a request.
        assertThat(Class.forName("org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider", true, plugin)
                        .getDeclaredConstructors())
                .isNotEmpty();
        assertThat(Class.forName("software.amazon.awssdk.services.sts.StsClient", true, plugin))
                .isNotNull();
    }

    @Test
    void theNativeCodecsLoad() throws ReflectiveOperationException {
        byte[] zstd = (byte[]) plugin.loadClass("com.github.luben.zstd.Zstd")
                .getMethod("compress", byte[].class)
                .invoke(null, TEXT);
        byte[] snappy = (byte[]) plugin.loadClass("org.xerial.snappy.Snappy")
                .getMethod("compress", byte[].class)
                .invoke(null, TEXT);
        assertThat(zstd).isNotEmpty();
        assertThat(snappy).isNotEmpty();
    }

    @Test
    void theVersionIsReadFromThePluginsJar() throws ReflectiveOperationException {
        Object version =
                plugin.loadClass(PluginVersion.class.getName()).getMethod("get").invoke(null);
        assertThat(version).isEqualTo(PluginVersion.get());
    }

    @Test
    void aWorkerFindsTheConnectorWithoutScanningEveryClass() throws ReflectiveOperationException {
        Class<?> connector = plugin.loadClass("org.apache.kafka.connect.sink.SinkConnector");
        assertThat(connector.getClassLoader()).as("the worker's own").isSameAs(worker);

        // plugin.discovery=service_load (KIP-898).
        List<Class<?>> found = new ArrayList<>();
        ServiceLoader.load(connector, plugin).forEach(service -> found.add(service.getClass()));

        assertThat(found).containsExactly(plugin.loadClass(LakeSinkConnector.class.getName()));
        assertThat(found.get(0).getClassLoader()).isSameAs(plugin);
    }

    private static List<URL> jars(Path folder) throws IOException {
        List<URL> urls = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                urls.add(file.toUri().toURL());
            }
        }
        return urls;
    }
}
