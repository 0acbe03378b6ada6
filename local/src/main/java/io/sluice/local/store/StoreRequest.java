package io.sluice.local.store;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request to the store, as the proxy before it sees it.
 *
 * @param path with the bucket: {@code /bucket/key}
 * @param query raw, empty for none
 * @param headers by their names in lower case
 */
public record StoreRequest(
        String method, String path, String query, Map<String, List<String>> headers, ByteBuffer body) {
    /** A put that the store must refuse when the key is there. */
    public boolean isConditionalPut() {
        return isPut() && headers.containsKey("if-none-match");
    }

    /** A put that replaces what is there: data files, checkpoints. */
    public boolean isPlainPut() {
        return isPut() && !isConditionalPut();
    }

    public boolean isPut() {
        return method.equals("PUT");
    }

    /** An object's content or its head, or a listing. */
    public boolean isRead() {
        return method.equals("GET") || method.equals("HEAD");
    }

    public boolean isListing() {
        return method.equals("GET") && query.contains("list-type=2");
    }

    StoreRequest without(String header) {
        Map<String, List<String>> others = new TreeMap<>(headers);
        others.remove(header);
        return new StoreRequest(method, path, query, others, body);
    }
}
