package io.sluice.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is whole when it is closed, whoever flushed it before or not. */
final class OutputTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5};

    @TempDir
    Path folder;

    private Path file;
    private Output output;

    @BeforeEach
    void create() throws IOException {
        file = folder.resolve("part.parquet");
        FileSystem local = FileSystem.getLocal(new Configuration(false)).getRawFileSystem();
        output = new Output(local, new org.apache.hadoop.fs.Path(file.toUri()));
        output.create(0);
        output.write(BYTES, 1, 3);
        output.write(9);
    }

    @Test
    void aClosedFileHasAllThatWasWritten() throws IOException {
        output.close();

        assertThat(output.getPos()).isEqualTo(4);
        assertThat(Files.readAllBytes(file)).containsExactly(2, 3, 4, 9);
    }

    @Test
    void anAbortedFileIsNotCompleted() throws IOException {
        output.abort();
        output.close();

        assertThat(Files.size(file)).isZero();
    }
}
