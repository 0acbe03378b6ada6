package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * {@code value.timestamp.formats}: patterns separated by commas. No LIST to Kafka, which would tear a pattern such as
 * {@code EEE',' d MMM yyyy} apart at its quoted comma.
 */
final class TimestampFormats implements ConfigDef.Validator {
    static List<String> parse(String text) {
        List<String> patterns = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || (text.charAt(i) == ',' && !quoted)) {
                String pattern = text.substring(start, i).trim();
                if (!pattern.isEmpty()) {
                    patterns.add(pattern);
                }
                start = i + 1;
            } else if (text.charAt(i) == '\'') {
                quoted = !quoted;
            }
        }
        return patterns;
    }

    @Override
    public void ensureValid(String name, Object value) {
        for (String pattern : parse((String) value)) {
            try {
                requireNonNull(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(
                        name,
                        pattern,
                        "It is no pattern of java.time.format.DateTimeFormatter: " + e.getMessage()
                                + ". Write one such as yyyy/MM/dd HH:mm, with plain letters and commas in quotes.");
            }
        }
    }

    static void checkZone(String name, Object value) {
        try {
            ZoneId.of((String) value);
        } catch (DateTimeException e) {
            throw new ConfigException(
                    name, value, "It is no time zone (" + e.getMessage() + "). Write UTC, Europe/Berlin or +02:00.");
        }
    }

    @Override
    public String toString() {
        return "patterns of java.time.format.DateTimeFormatter, separated by commas";
    }
}
