package io.sluice.local.store;

import io.sluice.local.process.Await;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.ChildJvm;
import io.sluice.local.process.Children;
import io.sluice.local.process.JvmSpec;
import io.sluice.local.process.Ports;
import io.sluice.local.process.PropertiesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An S3 store, s3proxy, in a child JVM on a free port of 127.0.0.1, which keeps each object as a file: {@code <folder>/<bucket>/<key>}.
 * It asks for no credentials. Its conditional puts hold; a test of this module races them before anything stands on them.
 */
public final class S3Store implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final int OK = 200;

    private final ChildJvm jvm;
    private final URI endpoint;
    private final Path folder;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private S3Store(ChildJvm jvm, URI endpoint, Path folder) {
        this.jvm = jvm;
        this.endpoint = endpoint;
        this.folder = folder;
    }

    /** Starts it with what is in {@code folder}, which is made if it is missing, and returns when it answers. */
    public static S3Store start(Children children, Checkout checkout, Path folder) {
        URI endpoint = URI.create("http://127.0.0.1:" + Ports.free());
        Path objects = folder.resolve("objects");
        try {
            Files.createDirectories(objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path properties = PropertiesFile.write(
                folder.resolve("s3proxy.properties"),
                Map.of(
                        "s3proxy.authorization",
                        "none",
                        "s3proxy.endpoint",
                        endpoint.toString(),
                        "jclouds.provider",
                        "filesystem-nio2",
                        "jclouds.filesystem.basedir",
                        objects.toString()));
        ChildJvm jvm = children.start(new JvmSpec(
                "s3proxy",
                checkout.classpath("s3proxy"),
                "org.gaul.s3proxy.Main",
                List.of("--properties", properties.toString()),
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + S3Store.class.getResource("logback.xml")),
                Map.of()));
        S3Store store = new S3Store(jvm, endpoint, objects);
        store.awaitAnswer();
        return store;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Makes a bucket; its objects are the files below the folder that it returns. */
    public Path bucket(String name) {
        HttpRequest put = HttpRequest.newBuilder(endpoint.resolve("/" + name))
                .PUT(BodyPublishers.noBody())
                .build();
        if (status(put).orElse(0) != OK) {
            throw new IllegalStateException("Cannot make bucket " + name + ". " + jvm.tail());
        }
        return folder.resolve(name);
    }

    @Override
    public void close() {
        jvm.close();
    }

    private void awaitAnswer() {
        HttpRequest list = HttpRequest.newBuilder(endpoint).build();
        Await.answer(
                "The S3 store's answer",
                START,
                () -> {
                    jvm.requireAlive();
                    return status(list);
                },
                jvm::tail);
    }

    private Optional<Integer> status(HttpRequest request) {
        try {
            return Optional.of(http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while talking to the S3 store", e);
        }
    }
}
