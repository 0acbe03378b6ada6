package io.sluice.connector.parquet;

import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;

/** Files as DuckDB reads them, which shares no code with parquet-java: rows as {@link KernelRows} has them. */
final class DuckRows {
    private DuckRows() {}

    static List<Map<String, Object>> read(DataFile file) throws SQLException {
        String path = Path.of(java.net.URI.create(file.path())).toString().replace("'", "''");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET threads = 1");
            List<Map<String, Object>> rows = new ArrayList<>();
            try (ResultSet results = statement.executeQuery("SELECT * FROM read_parquet('" + path + "')")) {
                while (results.next()) {
                    Map<String, Object> row = new LinkedHashMap<>();
                    for (int column = 1; column <= results.getMetaData().getColumnCount(); column++) {
                        put(row, results.getMetaData().getColumnName(column), results.getObject(column));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    private static void put(Map<String, Object> row, String name, Object value) throws SQLException {
        if (value != null) {
            row.put(name, value(value));
        }
    }

    private static Object value(Object value) throws SQLException {
        if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
            return ((Number) value).longValue();
        }
        if (value instanceof DuckDBStruct struct) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (Map.Entry<String, Object> field : struct.getMap().entrySet()) {
                put(fields, field.getKey(), field.getValue());
            }
            return fields;
        }
        if (value instanceof Array array) {
            List<Object> elements = new ArrayList<>();
            for (Object element : (Object[]) array.getArray()) {
                elements.add(element == null ? null : value(element));
            }
            return elements;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> entries = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.put(value(entry.getKey()), entry.getValue() == null ? null : value(entry.getValue()));
            }
            return entries;
        }
        return scalar(value);
    }

    private static Object scalar(Object value) throws SQLException {
        if (value instanceof Struct || value instanceof BigInteger) {
            throw new IllegalStateException("not looked for: " + value.getClass());
        }
        if (value instanceof Blob blob) {
            return blob.getBytes(1, (int) blob.length());
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Timestamp local) {
            return local.toLocalDateTime();
        }
        return value instanceof LocalDateTime || !(value instanceof java.sql.Date date) ? value : date.toLocalDate();
    }
}
