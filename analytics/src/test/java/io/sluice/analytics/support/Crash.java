package io.sluice.analytics.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a kill leaves behind, made by hand: exact, where a real kill would hit another moment each time. */
public final class Crash {
    private Crash() {}

    /** The checkpoint as it is when the process died after batch {@code batch} was written and before that was recorded. */
    public static void afterWriting(int batch, Path checkpoint) {
        assertThat(delete(checkpoint.resolve("commits"), batch)).isPositive();
        delete(checkpoint.resolve("offsets"), batch + 1);
    }

    private static int delete(Path folder, int from) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> doomed = files.filter(file -> number(file) >= from).toList();
            for (Path file : doomed) {
                Files.delete(file);
            }
            return doomed.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of {@code 3} and of its checksum, {@code .3.crc}. */
    private static int number(Path file) {
        String digits = file.getFileName().toString().replaceAll("\\D", "");
        return digits.isEmpty() ? -1 : Integer.parseInt(digits);
    }
}
