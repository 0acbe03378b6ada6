package io.sluice.connector.schema;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Recursive descent over this grammar, in which letters' case does not matter:
 *
 * <pre>
 * schema := column {, column}
 * column := name [:] type {NOT NULL | COMMENT string}
 * type   := ARRAY &lt; type &gt; | MAP &lt; type , type &gt; | STRUCT &lt; schema &gt; | DECIMAL [( p [, s] )] | word
 * </pre>
 */
final class DdlParser {
    private final DdlReader in;
    private int depth;

    DdlParser(String ddl) {
        this.in = new DdlReader(ddl);
    }

    StructType schema() {
        StructType schema = columns();
        if (!in.atEnd()) {
            throw in.error("a comma or the end was expected.", "Separate columns by commas.");
        }
        return schema;
    }

    private StructType columns() {
        List<StructField> fields = new ArrayList<>();
        Map<String, String> seen = new HashMap<>();
        do {
            int start = in.mark();
            String name = in.name();
            String first = seen.putIfAbsent(ColumnNames.key(ColumnNames.columnName(name)), name);
            if (first != null) {
                throw in.error(
                        start,
                        "columns '" + first + "' and '" + name + "' are the same to Delta.",
                        "Name each column once, whatever the case; ' ,;{}()=', tab and newline count as '_'.");
            }
            fields.add(column(name));
        } while (in.accept(','));
        return new StructType(fields);
    }

    private StructField column(String name) {
        in.accept(':');
        DataType type = type();
        boolean nullable = true;
        FieldMetadata metadata = ColumnNames.metadata(name);
        while (true) {
            if (in.acceptWord("NOT")) {
                if (!in.acceptWord("NULL")) {
                    throw in.error("NULL was expected after NOT.", "Write NOT NULL.");
                }
                nullable = false;
            } else if (in.acceptWord("COMMENT")) {
                metadata = ColumnNames.comment(in.string());
            } else {
                return new StructField(ColumnNames.columnName(name), type, nullable, metadata);
            }
        }
    }

    private DataType type() {
        int start = in.mark();
        String word = in.word().toUpperCase(Locale.ROOT);
        return switch (word) {
            case "ARRAY", "MAP", "STRUCT" -> nested(word, start);
            case "DECIMAL", "DEC", "NUMERIC" -> decimal(start);
            default -> {
                DataType type = DdlTypes.BY_NAME.get(word);
                if (type == null) {
                    throw in.error(start, DdlTypes.problem(word), DdlTypes.remedy(word));
                }
                yield type;
            }
        };
    }

    private DataType nested(String word, int start) {
        if (++depth > ConnectTypes.MAX_COLUMN_DEPTH) {
            throw in.error(
                    start,
                    "types are nested deeper than " + ConnectTypes.MAX_COLUMN_DEPTH + ".",
                    "Flatten the schema.");
        }
        in.expect('<', "Write " + word + "<…>.");
        DataType type =
                switch (word) {
                    case "ARRAY" -> new ArrayType(type(), true);
                    case "MAP" -> map();
                    default -> columns();
                };
        in.expect('>', "Close " + word + "< with >.");
        depth--;
        return type;
    }

    private MapType map() {
        int start = in.mark();
        DataType key = type();
        if (Types.containsMap(key)) {
            throw in.error(
                    start, "a map's key is or holds a map.", "Use another type for the key; Spark has no such maps.");
        }
        in.expect(',', "Write MAP<key type, value type>.");
        return new MapType(key, type(), true);
    }

    private DecimalType decimal(int start) {
        if (!in.accept('(')) {
            return DecimalType.USER_DEFAULT;
        }
        int precision = in.integer();
        int scale = in.accept(',') ? in.integer() : 0;
        in.expect(')', "Write DECIMAL(precision,scale).");
        if (precision < 1 || precision > 38 || scale > precision) {
            throw in.error(
                    start,
                    "DECIMAL(" + precision + "," + scale + ") is none.",
                    "Use a precision of 1 to 38 and a scale of 0 to the precision.");
        }
        return new DecimalType(precision, scale);
    }
}
