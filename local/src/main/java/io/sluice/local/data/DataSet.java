package io.sluice.local.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Real data, the topic that it goes to and the table where it lands.
 *
 * @param topic also names its connector and the connector's file, config/&lt;topic&gt;.json
 * @param table as that file maps it
 * @param file below data/
 * @param partitions of the topic
 * @param key what the records are keyed by, in words
 * @param reader turns the lines of the file into records
 */
public record DataSet(
        String topic,
        String table,
        String file,
        int partitions,
        String key,
        Function<Stream<String>, Stream<Message>> reader) {

    /** The file's records in its order; blank lines are none. */
    public List<Message> read(Path path) {
        try (Stream<String> lines = Files.lines(path)) {
            return reader.apply(lines.filter(line -> !line.isBlank())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
