package io.sluice.connector.offset;

import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The {@code appId} of a {@code txn} action in a ledger that says under which settings records are sent to tables:
 * {@code sluice/<namespace>/<source>/routing=<hash>}. Its version counts the changes: the highest is the one that holds.
 *
 * @param hash of the settings, 16 hexadecimal digits
 */
public record RoutingMarker(String namespace, String source, String hash) implements TxnMarker {
    private static final String PREFIX = "sluice";
    private static final String KIND = "routing=";
    private static final int DIGITS = 16;

    public RoutingMarker {
        requireNonNull(namespace, "namespace is null");
        requireNonNull(source, "source is null");
        requireNonNull(hash, "hash is null");
    }

    /** @param settings in a form that is the same whenever they mean the same */
    public static RoutingMarker of(String namespace, String source, String settings) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(settings.getBytes(StandardCharsets.UTF_8));
            return new RoutingMarker(
                    namespace, source, HexFormat.of().formatHex(digest).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Empty when it is not a marker of ours. */
    public static Optional<RoutingMarker> parse(String appId) {
        String[] parts = appId.split("/", -1);
        if (parts.length != 4 || !parts[0].equals(PREFIX) || !parts[3].startsWith(KIND)) {
            return Optional.empty();
        }
        return Optional.of(new RoutingMarker(decode(parts[1]), decode(parts[2]), parts[3].substring(KIND.length())));
    }

    /** Whether it speaks of the same connector's records. */
    public boolean isOfSame(RoutingMarker other) {
        return namespace.equals(other.namespace) && source.equals(other.source);
    }

    @Override
    public String toString() {
        return String.join("/", PREFIX, encode(namespace), encode(source), KIND + hash);
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
