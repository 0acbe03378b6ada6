package io.sluice.analytics.windows;

import io.sluice.analytics.error.UsageException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where the rows come from, on the command line. */
final class SourceOptions {
    @ArgGroup(multiplicity = "1")
    private Place place;

    /** One of the two. */
    static final class Place {
        @Option(names = "--table", paramLabel = "T", description = "A table of the lake.")
        private String table;

        @Option(names = "--from", paramLabel = "kafka:TOPIC", description = "A topic, or several (kafka:a,b).")
        private String from;
    }

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka's bootstrap servers, for --from and --to kafka.")
    private String bootstrap;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties of Kafka's clients, for a cluster that wants credentials.")
    private Path kafkaConfig;

    @Option(
            names = "--schema",
            paramLabel = "DDL",
            description = {
                "The columns of the messages' JSON value, e.g. \"id BIGINT, at TIMESTAMP\"; they stand beside",
                "_kafka_key, _kafka_topic, _kafka_partition, _kafka_offset, _kafka_timestamp.",
                "Without it the columns are Kafka's: key, value, topic, partition, offset, timestamp."
            })
    private String schema;

    @Option(
            names = "--skip-change-commits",
            description = {
                "Stream past commits that rewrite rows of the table (UPDATE, DELETE, MERGE), which else end the stream:",
                "rows that they changed keep the count they had. OPTIMIZE is no such commit."
            })
    private boolean skipChangeCommits;

    @Option(
            names = "--source-option",
            paramLabel = "K=V",
            description = "An option of Spark's delta or kafka source, e.g. startingOffsets=latest. Repeatable.")
    private Map<String, String> options = new LinkedHashMap<>();

    Source source() {
        if (place.table != null) {
            if (schema != null) {
                throw new UsageException("--schema is for --from kafka: a table has its own columns");
            }
            return new TableSource(place.table, skipChangeCommits, options);
        }
        if (skipChangeCommits) {
            throw new UsageException("--skip-change-commits is for --table: Kafka's messages do not change");
        }
        String topics = afterPrefix(place.from, "kafka:")
                .orElseThrow(() -> new UsageException(
                        "--from " + place.from + " is not known: write kafka:TOPIC, or --table T for a table"));
        return new KafkaSource(cluster("--from " + place.from), topics, Optional.ofNullable(schema), options);
    }

    KafkaCluster cluster(String neededBy) {
        if (bootstrap == null) {
            throw new UsageException(neededBy + " needs --bootstrap HOST:PORT");
        }
        return new KafkaCluster(bootstrap, kafkaConfig == null ? Map.of() : properties(kafkaConfig));
    }

    private static Map<String, String> properties(Path file) {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException(
                    "Cannot read --kafka-config " + file + " (" + e + "): give a file of key=value lines");
        }
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    static Optional<String> afterPrefix(String text, String prefix) {
        return text.startsWith(prefix) && text.length() > prefix.length()
                ? Optional.of(text.substring(prefix.length()))
                : Optional.empty();
    }
}
