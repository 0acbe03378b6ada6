package io.sluice.connector.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keys that nobody reads. A misspelt setting would otherwise be its default, silently. */
final class UnknownKeys {
    private static final String ERRORS_PREFIX = "errors.";
    /** Edits by which a key may differ from a known one and still be taken for it. */
    private static final int TYPO = 2;

    private final List<String> names;
    private final List<String> prefixes;

    UnknownKeys(List<Setting> settings) {
        names = new ArrayList<>(ConnectKeys.NAMES);
        prefixes = new ArrayList<>(ConnectKeys.PREFIXES);
        for (Setting setting : settings) {
            if (setting.isFamily()) {
                prefixes.add(setting.name().substring(0, setting.name().length() - 1));
            } else {
                names.add(setting.name());
            }
        }
        names.sort(Comparator.naturalOrder());
    }

    /** What is wrong with the key, with the nearest known one; empty if somebody reads it. */
    Optional<String> problem(String key) {
        if (isKnown(key)) {
            return Optional.empty();
        }
        String nearest = nearest(key.toLowerCase(Locale.ROOT));
        // A newer worker may know more keys of this family than we do, but hardly one so like another.
        if (key.startsWith(ERRORS_PREFIX) && EditDistance.between(key, nearest) > TYPO) {
            return Optional.empty();
        }
        return Optional.of("Neither Sluice nor Connect has a setting " + key
                + ", so it would have no effect. Did you mean " + nearest + "? Correct or remove it.");
    }

    private boolean isKnown(String key) {
        return names.contains(key)
                || prefixes.stream().anyMatch(prefix -> key.startsWith(prefix) && !key.equals(prefix));
    }

    private String nearest(String key) {
        List<String> candidates = new ArrayList<>(names);
        for (String prefix : prefixes) {
            candidates.add(prefix
                    + afterSegments(
                            key, (int) prefix.chars().filter(c -> c == '.').count()));
        }
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> EditDistance.between(key, candidate)))
                .orElseThrow();
    }

    /** The key without its first {@code count} dotted parts; {@code *} if nothing is left. */
    private static String afterSegments(String key, int count) {
        int start = 0;
        for (int i = 0; i < count; i++) {
            start = key.indexOf('.', start) + 1;
            if (start == 0 || start == key.length()) {
                return "*";
            }
        }
        return key.substring(start);
    }
}
