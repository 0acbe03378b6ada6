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
final class Parquet {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Parquet() {}

    /** Every row as an object; timestamps are text in UTC. */
    static List<JsonNode> rows(Path file) {
        String path = file.toString().replace("'", "''");
        String query =
                "SELECT to_json(whole__row) FROM read_parquet('" + path + "', hive_partitioning = false) whole__row";
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
