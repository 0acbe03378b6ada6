package io.sluice.connector.routing;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A table's name, which is also its folder under the lake's root: one path segment that no file system reads as anything else. Names that
 * begin with {@code _} are the lake's own ({@code _sluice}), and Hadoop's readers hide them.
 */
public record TableName(String value) {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_.-]+");
    /** Of one name in the file systems of Linux. */
    private static final int MAX_BYTES = 255;

    /** @throws IllegalArgumentException with problem, why and remedy */
    public TableName {
        requireNonNull(value, "value is null");
        String problem = problem(value);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Whether a table can have this name. */
    public static boolean isPossible(String value) {
        return problem(value).isEmpty();
    }

    /** Empty when there is none. */
    private static String problem(String value) {
        if (value.isEmpty()) {
            return "The table name is empty. Name the table.";
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return "The table name has more than " + MAX_BYTES
                    + " bytes, and no file system has a folder with such a name. Shorten it.";
        }
        if (!SEGMENT.matcher(value).matches() || value.equals(".") || value.equals("..")) {
            return "The table name is the name of a folder: letters, digits, _, . and -, but not . or .. alone. Rename it.";
        }
        if (value.startsWith("_")) {
            return "The table name begins with _, and such folders are hidden from readers of a lake. Rename it.";
        }
        return "";
    }

    @Override
    public String toString() {
        return value;
    }
}
