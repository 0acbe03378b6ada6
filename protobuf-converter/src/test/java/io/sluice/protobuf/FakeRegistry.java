package io.sluice.protobuf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** As much of a registry's API, version 2, as a reader asks for: contents by id, and what they refer to. */
final class FakeRegistry implements AutoCloseable {
    private static final String API = "/apis/registry/v2";
    private static final String NOT_FOUND =
            "{\"error_code\":404,\"name\":\"ContentNotFoundException\",\"message\":\"No content with that id.\"}";

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile int failure;

    FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(API, this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + API;
    }

    /** @param kind {@code contentIds} or {@code globalIds} */
    void put(String kind, long id, String schema) {
        putWithReferences(kind, id, schema, "[]");
    }

    void putWithReferences(String kind, long id, String schema, String references) {
        answers.put("/ids/" + kind + "/" + id, schema);
        answers.put("/ids/" + kind + "/" + id + "/references", references);
    }

    /** The only version of a schema that others refer to. */
    void putArtifact(String artifact, String schema) {
        answers.put("/groups/default/artifacts/" + artifact + "/versions/1", schema);
        answers.put("/groups/default/artifacts/" + artifact + "/versions/1/references", "[]");
    }

    /** From now on every answer is this HTTP status; 0 ends it. */
    void failWith(int status) {
        failure = status;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.stop(0);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path =
                    exchange.getRequestURI().getPath().substring(API.length()).replaceFirst("/$", "");
            String found = answers.get(path);
            int status = failure != 0 ? failure : found == null ? 404 : 200;
            byte[] body = (status == 200 ? found : status == 404 ? NOT_FOUND : "out of order")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
