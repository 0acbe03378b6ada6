package io.sluice.local.chaos;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads where the rows of data files come from, many files at a time, with DuckDB, which shares no code with parquet-java. */
final class RowFiles implements AutoCloseable {
    private final Connection connection;

    RowFiles() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET threads = 1");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each file's rows in their order; a file that is missing or torn is an error. */
    Map<Path, List<Origin>> read(List<Path> files) {
        Map<Path, List<Origin>> rows = new HashMap<>();
        files.forEach(file -> rows.put(file, new ArrayList<>()));
        if (files.isEmpty()) {
            return rows;
        }
        String list = files.stream()
                .map(file -> "'" + file.toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", "));
        String query = "SELECT filename, _kafka_topic, _kafka_partition, _kafka_offset, id FROM read_parquet([" + list
                + "], filename = true, hive_partitioning = false, union_by_name = true)";
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            while (results.next()) {
                rows.get(Path.of(results.getString(1)))
                        .add(new Origin(
                                results.getString(2).intern(),
                                results.getInt(3),
                                results.getLong(4),
                                results.getLong(5)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB cannot read " + files, e);
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
