package io.sluice.analytics.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** data/flights.jsonl: 20,000 flights of 2001, in the order of their dates. */
public final class Flights {
    /** The time of a row of the table, in SQL. */
    public static final String TIME = "to_timestamp(date,'yyyy/MM/dd HH:mm')";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");
    private static final List<Flight> ALL = read();

    /** One line, and what it says. */
    public record Flight(String json, Instant time, String origin, long delay) {}

    private Flights() {}

    public static List<Flight> all() {
        return ALL;
    }

    private static List<Flight> read() {
        try {
            return Files.readAllLines(
                            Path.of(System.getProperty("sluice.data"), "flights.jsonl"), StandardCharsets.UTF_8)
                    .stream()
                    .map(Flights::flight)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Flight flight(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            Instant time = LocalDateTime.parse(node.get("date").asText(), DATE).toInstant(ZoneOffset.UTC);
            return new Flight(
                    json, time, node.get("origin").asText(), node.get("delay").asLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A commit of one file. */
    public static void append(Path table, List<Flight> flights) {
        SparkSession spark = SharedSpark.session(java.util.Map.of());
        spark.read()
                .schema("date STRING, delay BIGINT, distance BIGINT, origin STRING, destination STRING")
                .json(spark.createDataset(flights.stream().map(Flight::json).toList(), Encoders.STRING()))
                .coalesce(1)
                .write()
                .format("delta")
                .mode(SaveMode.Append)
                .save(table.toString());
    }
}
