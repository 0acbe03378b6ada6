package io.sluice.local.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.process.Await;
import io.sluice.local.process.Checkout;
import io.sluice.local.process.ChildJvm;
import io.sluice.local.process.Children;
import io.sluice.local.process.JvmSpec;
import io.sluice.local.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Apicurio Registry 3 in a child JVM on a free port of 127.0.0.1. It keeps its schemas in memory, and they end with it. */
public final class Registry implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration REQUEST = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final ChildJvm jvm;
    private final URI endpoint;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Registry(ChildJvm jvm, URI endpoint) {
        this.jvm = jvm;
        this.endpoint = endpoint;
    }

    /** Starts an empty one and returns when it answers. */
    public static Registry start(Children children, Checkout checkout) {
        int port = Ports.free();
        ChildJvm jvm = children.start(new JvmSpec(
                "registry",
                List.of(checkout.registry()),
                "io.quarkus.runner.GeneratedMain",
                List.of(),
                List.of(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port),
                Map.of()));
        Registry registry = new Registry(jvm, URI.create("http://127.0.0.1:" + port));
        registry.awaitAnswer();
        return registry;
    }

    /** The API that clients of Registry 2 speak, the converters among them. */
    public URI apiV2() {
        return endpoint.resolve("/apis/registry/v2");
    }

    /**
     * Registers a schema, as a new version when there is another one of that name.
     *
     * @param artifact its name in the registry, {@code <topic>-value} by habit
     * @param type {@code AVRO}, {@code JSON}, {@code PROTOBUF} or {@code KCONNECT}
     * @throws IllegalStateException if the registry refuses it, with its answer
     */
    public Registered register(String artifact, String type, String schema) {
        HttpRequest post = HttpRequest.newBuilder(
                        URI.create(apiV2() + "/groups/default/artifacts?ifExists=RETURN_OR_UPDATE"))
                .timeout(REQUEST)
                .header("Content-Type", type.equals("PROTOBUF") ? "application/x-protobuf" : "application/json")
                .header("X-Registry-ArtifactId", artifact)
                .header("X-Registry-ArtifactType", type)
                .POST(BodyPublishers.ofString(schema))
                .build();
        HttpResponse<String> answer =
                send(post).orElseThrow(() -> new IllegalStateException("The registry does not answer. " + jvm.tail()));
        if (answer.statusCode() != OK) {
            throw new IllegalStateException("The registry refuses schema " + artifact + " of type " + type + ": "
                    + answer.statusCode() + " " + answer.body());
        }
        JsonNode version = parse(answer.body());
        return new Registered(
                version.get("globalId").asLong(), version.get("contentId").asLong());
    }

    @Override
    public void close() {
        jvm.close();
    }

    private void awaitAnswer() {
        HttpRequest info = HttpRequest.newBuilder(URI.create(apiV2() + "/system/info"))
                .timeout(REQUEST)
                .build();
        Await.answer(
                "The registry's answer",
                START,
                () -> {
                    jvm.requireAlive();
                    return send(info).filter(answer -> answer.statusCode() == OK);
                },
                jvm::tail);
    }

    private Optional<HttpResponse<String>> send(HttpRequest request) {
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while talking to the registry", e);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
