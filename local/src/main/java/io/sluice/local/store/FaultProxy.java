package io.sluice.local.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Stands before an S3 store on a free port of 127.0.0.1 and lets some requests go wrong. */
public final class FaultProxy implements AutoCloseable {
    static {
        // Else each answer's body waits for the acknowledgement of its head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What the client of the JDK sets itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI store;
    private final Faults faults;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private FaultProxy(URI store, Faults faults, HttpServer server) {
        this.store = store;
        this.faults = faults;
        this.server = server;
    }

    public static FaultProxy start(URI store, Faults faults) {
        try {
            FaultProxy proxy = new FaultProxy(
                    store, faults, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            proxy.server.setExecutor(proxy.workers);
            proxy.server.createContext("/", proxy::handle);
            proxy.server.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            StoreRequest request = read(exchange);
            Fault fault = faults.next(request);
            if (fault instanceof Fault.Refuse refuse) {
                answer(exchange, refuse.status(), Map.of(), error(refuse.code()), false);
            } else if (fault instanceof Fault.ApplyThenRefuse refuse) {
                send(request);
                answer(exchange, refuse.status(), Map.of(), error(refuse.code()), false);
            } else if (fault instanceof Fault.DropAnswer) {
                send(request);
            } else if (fault instanceof Fault.ApplyLater later) {
                exchange.close();
                LockSupport.parkNanos(later.after().toNanos());
                send(request);
            } else if (!(fault instanceof Fault.DropRequest)) {
                pass(exchange, request, fault);
            }
            // Closing an exchange that has no answer closes the connection.
        }
    }

    private void pass(HttpExchange exchange, StoreRequest request, Fault fault) throws IOException {
        if (fault instanceof Fault.Hold hold) {
            LockSupport.parkNanos(hold.pause().toNanos());
        }
        HttpResponse<byte[]> response =
                send(fault instanceof Fault.IgnoreCondition ? request.without("if-none-match") : request);
        answer(
                exchange,
                response.statusCode(),
                response.headers().map(),
                response.body(),
                fault instanceof Fault.Truncate);
    }

    private static StoreRequest read(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        URI uri = exchange.getRequestURI();
        return new StoreRequest(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                headers,
                ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()));
    }

    private HttpResponse<byte[]> send(StoreRequest request) {
        String query = request.query().isEmpty() ? "" : "?" + request.query();
        HttpRequest.Builder forwarded = HttpRequest.newBuilder(URI.create(store + request.path() + query))
                .timeout(ANSWER)
                .method(
                        request.method(),
                        BodyPublishers.ofByteArray(request.body().array()));
        request.headers().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name)) {
                values.forEach(value -> forwarded.header(name, value));
            }
        });
        try {
            return http.send(forwarded.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while talking to the store", e);
        }
    }

    private static void answer(
            HttpExchange exchange, int status, Map<String, List<String>> headers, byte[] body, boolean truncated)
            throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        headers.forEach((name, values) -> {
            // An answer to HEAD tells the length of a body that it does not have.
            if (!OWN_HEADERS.contains(name) || (head && name.equals("content-length"))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, truncated ? body.length / 2 : body.length);
            out.flush();
        }
    }

    private static byte[] error(String code) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                        + "</Code><Message>By the fault proxy</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
