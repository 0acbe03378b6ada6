package io.sluice.connector.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes the values of {@code hadoop.*} out of texts that come up from Hadoop: messages of exceptions quote endpoints, keys and signed
 * URLs. In the place of a value stands its key, which is no secret and helps the reader. Immutable, for any thread.
 */
public final class Redaction {
    /** Shorter ones are no secrets, and their digits and letters occur everywhere. */
    private static final int MIN_LENGTH = 4;

    private static final Set<String> PUBLIC = Set.of("true", "false");

    private final Map<String, String> keyByText;
    private final Pattern texts;

    private Redaction(Map<String, String> keyByText) {
        this.keyByText = keyByText;
        // Longest first: one value may begin with another.
        this.texts = Pattern.compile(keyByText.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }

    /** @param hadoop {@link LakeSettings#hadoop()}, keys without the prefix */
    public static Redaction of(Map<String, String> hadoop) {
        Map<String, String> keyByText = new HashMap<>();
        hadoop.forEach((key, value) -> {
            if (value.length() >= MIN_LENGTH && !PUBLIC.contains(value)) {
                keyByText.put(value, key);
                // As it stands in a URL.
                keyByText.put(URLEncoder.encode(value, StandardCharsets.UTF_8), key);
            }
        });
        return new Redaction(keyByText);
    }

    /** @return the text with {@code [hadoop.<key>]} for every such value; null for null, as messages of exceptions can be */
    public String redact(String text) {
        if (text == null || keyByText.isEmpty()) {
            return text;
        }
        return texts.matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement("[" + LakeKeys.HADOOP_PREFIX + keyByText.get(match.group()) + "]"));
    }
}
