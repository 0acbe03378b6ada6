package io.sluice.connector.partition;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/** Names of partition directories: Hive's {@code column=value}, as Spark and Kernel write them. */
final class Directories {
    private static final String NULL = "__HIVE_DEFAULT_PARTITION__";
    /** What file systems commonly take for one name, in bytes. */
    private static final int MAX_BYTES = 255;
    /** Of the directories of all partition columns together: S3 takes 1,024 for a key, with the lake, the table and the file in it. */
    private static final int MAX_PATH_BYTES = 512;
    /** A hash, and something to recognise a name by. */
    private static final int MIN_BYTES = 48;

    private static final int HASH_DIGITS = 32;

    private Directories() {}

    /** @param columns how many partition columns the table has, and so names its path */
    static String name(String column, Literal value, int columns) {
        String name =
                PathNames.escape(column) + "=" + (value.getValue() == null ? NULL : PathNames.escapeValue(text(value)));
        return fitted(name, Math.min(MAX_BYTES, Math.max(MIN_BYTES, MAX_PATH_BYTES / columns)));
    }

    /** A value that is not null as text. */
    static String text(Literal literal) {
        Object value = literal.getValue();
        DataType type = literal.getDataType();
        if (type instanceof DateType) {
            return LocalDate.ofEpochDay((int) value).toString();
        }
        if (type instanceof TimestampType) {
            return CalendarValues.text((long) value);
        }
        if (type instanceof TimestampNTZType) {
            return CalendarValues.localText((long) value);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    /**
     * Longer names keep their beginning, and end in {@code =} and a hash. No other name has a second {@code =}, since values have it escaped:
     * a shortened name is nobody else's.
     */
    private static String fitted(String name, int maxBytes) {
        if (PathNames.bytes(name) <= maxBytes) {
            return name;
        }
        return PathNames.prefix(name, maxBytes - HASH_DIGITS - 1) + "=" + hash(name);
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
