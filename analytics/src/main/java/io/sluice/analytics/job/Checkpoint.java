package io.sluice.analytics.job;

import io.sluice.analytics.error.JobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where a stream remembers its offsets and open windows (Spark's checkpoint folder), and, in the file {@code sluice-query}
 * beside them, which query they belong to: Spark itself would go on with another query's state where the types happen to fit.
 */
public final class Checkpoint {
    private final Path folder;
    private final FileSystem files;

    public Checkpoint(Path folder, Configuration conf) {
        try {
            this.files = folder.getFileSystem(conf);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reach the checkpoint " + folder, e);
        }
        this.folder = Objects.requireNonNull(files.makeQualified(folder));
    }

    public Path folder() {
        return folder;
    }

    /** Whether no batch was ever begun. Spark writes a batch's offsets before it runs it. */
    public boolean fresh() {
        try {
            Path offsets = new Path(folder, "offsets");
            return !files.exists(offsets) || files.listStatus(offsets).length == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the checkpoint " + folder, e);
        }
    }

    /** Writes down whose checkpoint this is, or refuses one that is another query's. */
    public void claim(Map<String, String> query) {
        Path file = new Path(folder, "sluice-query");
        String text = text(query);
        try {
            if (files.exists(file)) {
                refuseOther(read(file), text);
            } else if (fresh()) {
                try (FSDataOutputStream out = files.create(file, true)) {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                }
            } else {
                refuseOther("(a stream that is not of this program)", text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot claim the checkpoint " + folder, e);
        }
    }

    private String read(Path file) throws IOException {
        try (FSDataInputStream in = files.open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void refuseOther(String recorded, String asked) {
        if (!recorded.equals(asked)) {
            String before = recorded.lines()
                    .filter(line -> asked.lines().noneMatch(line::equals))
                    .collect(Collectors.joining(", "));
            String now = asked.lines()
                    .filter(line -> recorded.lines().noneMatch(line::equals))
                    .collect(Collectors.joining(", "));
            throw new JobException(
                    "The checkpoint " + folder + " is another query's",
                    "it was begun with " + before + "; this command has " + now,
                    "Repeat the first command line, or give a new --checkpoint and a new target");
        }
    }

    private static String text(Map<String, String> query) {
        return new TreeMap<>(query)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\n", " ") + "\n")
                        .collect(Collectors.joining());
    }
}
