package io.sluice.local.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads Parquet files with DuckDB, which shares no code with parquet-java. */
public final class Parquet {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Parquet() {}

    /** Every row as an object; timestamps are text in UTC. */
    static List<JsonNode> rows(Path file) {
        return query(
                file,
                "SELECT to_json(whole__row) FROM read_parquet('" + quoted(file)
                        + "', hive_partitioning = false) whole__row");
    }

    /** The column chunks that a file's footer tells of, row group by row group, under DuckDB's names. */
    public static List<JsonNode> chunks(Path file) {
        return query(
                file,
                "SELECT to_json(chunk) FROM (SELECT row_group_id, path_in_schema, compression, encodings, dictionary_page_offset,"
                        + " data_page_offset, total_compressed_size, total_uncompressed_size FROM parquet_metadata('"
                        + quoted(file) + "') ORDER BY row_group_id) chunk");
    }

    private static String quoted(Path file) {
        return file.toString().replace("'", "''");
    }

    private static List<JsonNode> query(Path file, String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET threads = 1");
            try (ResultSet results = statement.executeQuery(query)) {
                List<JsonNode> rows = new ArrayList<>();
                while (results.next()) {
                    rows.add(JSON.readTree(results.getString(1)));
                }
                return rows;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot read " + file, e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
