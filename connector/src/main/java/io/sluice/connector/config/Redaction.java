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
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Takes the values of {@code hadoop.*} and the secrets of {@code source.admin.*} out of texts that come up from Hadoop and Kafka: messages
 * of exceptions quote endpoints, keys and signed URLs. In the place of a value stands its key, which is no secret and helps the reader. Immutable, for any thread.
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

    public static Redaction of(SinkSettings settings) {
        Map<String, String> keyByText = new HashMap<>();
        add(keyByText, LakeKeys.HADOOP_PREFIX, settings.lake().hadoop());
        Map<String, String> admin = new HashMap<>(settings.source().admin());
        admin.keySet().removeIf(Redaction::isPublic);
        add(keyByText, SourceKeys.ADMIN_PREFIX, admin);
        return new Redaction(keyByText);
    }

    /** @param hadoop {@link LakeSettings#hadoop()}, keys without the prefix */
    static Redaction ofHadoop(Map<String, String> hadoop) {
        Map<String, String> keyByText = new HashMap<>();
        add(keyByText, LakeKeys.HADOOP_PREFIX, hadoop);
        return new Redaction(keyByText);
    }

    private static void add(Map<String, String> keyByText, String prefix, Map<String, String> values) {
        values.forEach((key, value) -> {
            if (value.length() >= MIN_LENGTH && !PUBLIC.contains(value)) {
                keyByText.put(value, prefix + key);
                // As it stands in a URL.
                keyByText.put(URLEncoder.encode(value, StandardCharsets.UTF_8), prefix + key);
            }
        });
    }

    /** Kafka knows which of its keys are passwords; those of login modules and the like it does not know. */
    private static boolean isPublic(String adminKey) {
        ConfigDef.ConfigKey known = AdminClientConfig.configDef().configKeys().get(adminKey);
        return known != null && known.type() != ConfigDef.Type.PASSWORD;
    }

    /** @return the text with {@code [<key>]} for every such value; null for null, as messages of exceptions can be */
    public String redact(String text) {
        if (text == null || keyByText.isEmpty()) {
            return text;
        }
        return texts.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement("[" + keyByText.get(match.group()) + "]"));
    }
}
