package io.sluice.connector.schema;

import io.delta.kernel.types.FieldMetadata;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * From a field's name to its column's. A table without column mapping may not use the characters {@code ' ' , ; { } ( ) \n \t =} in a
 * column's name; each becomes {@code _}. Delta compares names without regard to case (protocol, "Schema Serialization Format").
 */
public final class ColumnNames {
    /** The column of what did not fit. */
    public static final String RESCUED = "_rescued";

    private static final String FORBIDDEN = " ,;{}()\n\t=";
    static final String COMMENT = "comment";

    private ColumnNames() {}

    /** The column of a field; the same instance when the name can stay. An empty name becomes {@code _}. */
    public static String columnName(String fieldName) {
        if (fieldName.isEmpty()) {
            return "_";
        }
        for (int i = 0; i < fieldName.length(); i++) {
            if (FORBIDDEN.indexOf(fieldName.charAt(i)) >= 0) {
                return replaced(fieldName);
            }
        }
        return fieldName;
    }

    private static String replaced(String fieldName) {
        StringBuilder name = new StringBuilder(fieldName);
        for (int i = 0; i < name.length(); i++) {
            if (FORBIDDEN.indexOf(name.charAt(i)) >= 0) {
                name.setCharAt(i, '_');
            }
        }
        return name.toString();
    }

    /** The column's metadata: the field's own name as Spark's {@code comment} when the column has another, else empty. */
    public static FieldMetadata metadata(String fieldName) {
        return columnName(fieldName).equals(fieldName) ? FieldMetadata.empty() : comment(fieldName);
    }

    /** Metadata with a comment, as {@code DESCRIBE TABLE} shows it. */
    static FieldMetadata comment(String text) {
        return FieldMetadata.builder().putString(COMMENT, text).build();
    }

    /** The name under which two columns are one. */
    public static String key(String columnName) {
        return columnName.toLowerCase(Locale.ROOT);
    }

    /**
     * Refuses two fields of one struct that would share a column.
     *
     * @param parent JSON Pointer of the struct, empty for the whole value
     * @throws RecordError {@link ErrorCode#COLUMN_COLLISION}, naming both
     */
    public static void requireDistinct(Collection<String> fieldNames, String parent) throws RecordError {
        Map<String, String> seen = new HashMap<>();
        for (String name : fieldNames) {
            String first = seen.putIfAbsent(key(columnName(name)), name);
            if (first != null) {
                throw collision(parent, first, name);
            }
        }
    }

    /** The error for two fields that would share a column. */
    public static RecordError collision(String parent, String first, String second) {
        return new RecordError(
                ErrorCode.COLUMN_COLLISION,
                pointer(parent, second),
                "fields '" + first + "' and '" + second + "' both need the column '" + columnName(first)
                        + "': Delta ignores case in names, and ' ,;{}()=', tab and newline become '_'.",
                "Rename or drop one of them, for instance with the transform ReplaceField.");
    }

    /** The JSON Pointer (RFC 6901) of a field of the struct at {@code parent}. */
    public static String pointer(String parent, String fieldName) {
        return parent + "/" + fieldName.replace("~", "~0").replace("/", "~1");
    }
}
