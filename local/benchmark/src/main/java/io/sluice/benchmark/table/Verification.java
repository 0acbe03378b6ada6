package io.sluice.benchmark.table;

import io.sluice.benchmark.events.Checksum;
import io.sluice.benchmark.events.Expected;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sums a table's files up with DuckDB, which shares no code with any contender. */
public final class Verification {
    private Verification() {}

    /** @throws IllegalStateException if any sum is not the expected one; the message names each */
    public static void require(List<Path> files, Expected expected) {
        Map<Checksum, Long> found = sums(files);
        Map<Checksum, String> wrong = new TreeMap<>();
        expected.sums().forEach((checksum, sum) -> {
            if (!sum.equals(found.get(checksum))) {
                wrong.put(checksum, "expected " + sum + ", found " + found.get(checksum));
            }
        });
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("The table does not hold the topic's records: " + wrong);
        }
    }

    /** @throws IllegalStateException if the files do not hold that many rows */
    public static void requireRows(List<Path> files, long expected) {
        long found = query("SELECT count(*)", files, results -> results.getLong(1));
        if (found != expected) {
            throw new IllegalStateException(
                    "The tables hold " + found + " rows, and " + expected + " records were landed.");
        }
    }

    private static Map<Checksum, Long> sums(List<Path> files) {
        String select = Arrays.stream(Checksum.values())
                .map(checksum -> "CAST(" + checksum.sql() + " AS BIGINT)")
                .collect(Collectors.joining(", ", "SELECT ", ""));
        return query(select, files, results -> {
            Map<Checksum, Long> sums = new TreeMap<>();
            int column = 1;
            for (Checksum checksum : Checksum.values()) {
                sums.put(checksum, results.getLong(column++));
            }
            return sums;
        });
    }

    /** What is made of the one row that a query gives. */
    private interface Answer<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> T query(String select, List<Path> files, Answer<T> answer) {
        String query = select + " FROM read_parquet(" + list(files) + ", hive_partitioning = false)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(query)) {
            results.next();
            return answer.of(results);
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "DuckDB cannot sum up " + files.size() + " files, the first " + files.get(0), e);
        }
    }

    private static String list(List<Path> files) {
        return files.stream()
                .map(file -> "'" + file.toString().replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
