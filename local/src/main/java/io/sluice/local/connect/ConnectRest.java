package io.sluice.local.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests to a Connect worker. */
public final class ConnectRest {
    private static final Duration LIMIT = Duration.ofSeconds(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    public ConnectRest(String address) {
        this.address = address;
    }

    public String address() {
        return address;
    }

    /** Whether the worker has joined its group and read its topics (KIP-1017). */
    public boolean isHealthy() {
        try {
            return get("/health").ok();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** @throws UncheckedIOException if nobody answers */
    public RestAnswer get(String path) {
        return send(request(path).GET());
    }

    public RestAnswer put(String path, JsonNode body) {
        return send(
                request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body.toString())));
    }

    /** Without a body, as Connect's commands such as a restart are. */
    public RestAnswer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public RestAnswer post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    public RestAnswer patch(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body.toString())));
    }

    public RestAnswer delete(String path) {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(LIMIT);
    }

    private RestAnswer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            String body = response.body();
            return new RestAnswer(response.statusCode(), body.isEmpty() ? MissingNode.getInstance() : parse(body));
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from the Connect worker at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the Connect worker was asked.", e);
        }
    }

    /** Jetty's own error pages are HTML. */
    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(body);
        }
    }
}
