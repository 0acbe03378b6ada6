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
 * {@code value.timestamp.formats}: patterns and {@link EpochFormat}s separated by commas. No LIST to Kafka, which would tear a pattern such as
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
        int units = 0;
        for (String pattern : parse((String) value)) {
            if (EpochFormat.isOne(pattern)) {
                units += pattern.equals(EpochFormat.EPOCH_DAYS.text()) ? 0 : 1;
                requireOneUnit(name, value, units);
                continue;
            }
            try {
                requireNonNull(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new ConfigException(
                        name,
                        pattern,
                        "It is no pattern of java.time.format.DateTimeFormatter, and none of epoch_days, epoch_seconds, epoch_millis, epoch_micros and"
                                + " epoch_nanos: " + e.getMessage()
                                + ". Write one such as yyyy/MM/dd HH:mm, with plain letters and commas in quotes.");
            }
        }
    }

    private static void requireOneUnit(String name, Object value, int units) {
        if (units > 1) {
            throw new ConfigException(
                    name,
                    value,
                    "A number cannot be told to count one unit or another. Name one of epoch_seconds, epoch_millis, epoch_micros and"
                            + " epoch_nanos; epoch_days may stand beside it, for DATE.");
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
        return "patterns of java.time.format.DateTimeFormatter and epoch_…, separated by commas";
    }
}
