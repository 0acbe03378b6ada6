package io.sluice.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.storage.CloseableIterator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalLogStoreTest {
    private static final int WRITERS = 16;
    private static final int COMMITS = 200;

    @TempDir
    private java.nio.file.Path directory;

    private final Configuration conf = new Configuration();

    @Test
    void refusesASecondPutOfOneName() throws IOException {
        Path path = file("0.json");
        store().write(path, List.of("first").iterator(), false, conf);

        assertThatThrownBy(() -> store().write(path, List.of("second").iterator(), false, conf))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(lines(path)).containsExactly("first");
    }

    @Test
    void writesNothingWhereTheNameIsTaken() throws IOException {
        Path path = file("0.json");
        store().write(path, List.of("first").iterator(), false, conf);

        assertThatThrownBy(() -> store().write(path, failing(), false, conf))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void replacesOnlyWhenToldTo() throws IOException {
        Path path = file("_last_checkpoint");
        store().write(path, List.of("first").iterator(), false, conf);
        store().write(path, List.of("second", "third").iterator(), true, conf);

        assertThat(lines(path)).containsExactly("second", "third");
    }

    @Test
    void leavesNothingBehindWhenTheContentFails() {
        Path path = file("0.json");

        assertThatThrownBy(() -> store().write(path, failing(), false, conf)).hasMessage("no more");
        assertThat(directory).isEmptyDirectory();
    }

    private static Iterator<String> failing() {
        return Stream.<String>generate(() -> {
                    throw new IllegalStateException("no more");
                })
                .iterator();
    }

    @Test
    void namesTheDirectoryThatIsMissing() {
        Path path = new Path(directory.resolve("none/0.json").toUri());

        assertThatThrownBy(() -> store().write(path, List.of("x").iterator(), false, conf))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("none");
    }

    @Test
    void asksDeltaToWriteCheckpointsBesideAndRenameThem() {
        assertThat(store().isPartialWriteVisible(file("1.checkpoint.parquet"), conf))
                .as("a file that grows under its name is read half")
                .isTrue();
    }

    @Test
    void acknowledgesEachVersionToOneOfManyWriters() throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<String> acknowledged = race(writer -> {
            List<String> mine = new ArrayList<>();
            while (mine.size() < COMMITS) {
                int version = next.get();
                String content = "writer " + writer + " version " + version;
                try {
                    store().write(file(version + ".json"), List.of(content).iterator(), false, conf);
                    mine.add(content);
                    next.compareAndSet(version, version + 1);
                } catch (FileAlreadyExistsException taken) {
                    next.compareAndSet(version, version + 1);
                }
            }
            return mine;
        });

        List<String> written = new ArrayList<>();
        for (int version = 0; Files.exists(directory.resolve(version + ".json")); version++) {
            written.addAll(lines(file(version + ".json")));
        }
        assertThat(written).hasSize(WRITERS * COMMITS);
        assertThat(acknowledged).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void listsWhatHadoopsOwnListingGivesInItsOrder() throws IOException {
        for (String name : List.of(
                "3.json", "1.json", "2.json", "2.crc", ".2.json.crc", "_last_checkpoint", "2:x.tmp", "0.json")) {
            Files.writeString(directory.resolve(name), name);
        }
        Files.createDirectory(directory.resolve("_staged_commits"));

        // Delta's VACUUM asks from the name on that is one zero byte.
        for (String from : List.of("1.json", "2", "3.json", "_", "~", "!", "\0")) {
            Path path = new Path(new Path(directory.toUri()), from);
            assertThat(statuses(store().listFrom(path, conf)))
                    .as(from)
                    .isEqualTo(statuses(new io.delta.storage.LocalLogStore(conf).listFrom(path, conf)));
        }
        assertThat(statuses(store().listFrom(file("3.json"), conf))).hasSize(3);
        assertThatThrownBy(() -> store().listFrom(
                                new Path(directory.resolve("none/0.json").toUri()), conf))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("none");
        // Taken for a table that is not there, it would be made anew.
        Path inFile = new Path(directory.resolve("1.json/0.json").toUri());
        assertThatThrownBy(() -> store().listFrom(inFile, conf))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(FileNotFoundException.class)
                .hasMessageContaining("Cannot list");
    }

    /** One of many writers makes a table's log while the others look whether it is there: no fault, and never taken for one. */
    @Test
    void takesADirectoryThatIsBeingMadeForAbsentOrThere() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 2_000; round++) {
                Path first = new Path(file("log-" + round), "0.json");
                Future<?> seen = pool.submit(() -> listUntilThere(first));
                Files.createDirectory(directory.resolve("log-" + round));
                seen.get(1, TimeUnit.MINUTES);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private Void listUntilThere(Path first) throws IOException {
        while (true) {
            try {
                store().listFrom(first, conf);
                return null;
            } catch (FileNotFoundException absent) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void asksForTheStatusOfNoFileThatComesBefore() throws IOException {
        for (int version = 0; version < 1_000; version++) {
            Files.createFile(directory.resolve(String.format("%03d.json", version)));
        }
        conf.setClass("fs.file.impl", CountingFileSystem.class, FileSystem.class);
        conf.setBoolean("fs.file.impl.disable.cache", true);
        CountingFileSystem.asked.set(0);

        assertThat(statuses(store().listFrom(file("990.json"), conf))).hasSize(10);
        assertThat(CountingFileSystem.asked).hasValue(10);
    }

    /** A clean-up lists the log from its beginning, and ends with the first file that is not old enough. */
    @Test
    void asksForTheStatusOfNoFileBeforeItsTurn() throws IOException {
        for (String name : List.of("0.json", "1.json", "2.json")) {
            Files.createFile(directory.resolve(name));
        }
        conf.setClass("fs.file.impl", CountingFileSystem.class, FileSystem.class);
        conf.setBoolean("fs.file.impl.disable.cache", true);
        CountingFileSystem.asked.set(0);

        Iterator<FileStatus> listed = store().listFrom(file("0.json"), conf);

        assertThat(listed.next().getPath().getName()).isEqualTo("0.json");
        assertThat(CountingFileSystem.asked).hasValue(1);
        Files.delete(directory.resolve("1.json"));
        assertThat(listed.next().getPath().getName()).isEqualTo("2.json");
        assertThat(listed.hasNext()).isFalse();
        assertThatThrownBy(listed::next).isInstanceOf(NoSuchElementException.class);
    }

    /** Counts the files whose status somebody wants. */
    public static final class CountingFileSystem extends RawLocalFileSystem {
        static final AtomicInteger asked = new AtomicInteger();

        @Override
        public FileStatus getFileStatus(Path path) throws IOException {
            asked.incrementAndGet();
            return super.getFileStatus(path);
        }
    }

    private static List<String> statuses(Iterator<FileStatus> listed) {
        List<String> statuses = new ArrayList<>();
        listed.forEachRemaining(status -> statuses.add(status.toString()));
        return statuses;
    }

    private interface Writer {
        List<String> write(int writer) throws IOException;
    }

    private static List<String> race(Writer writer) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<List<String>>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                writers.add(() -> writer.write(number));
            }
            List<String> acknowledged = new ArrayList<>();
            for (Future<List<String>> result : pool.invokeAll(writers, 2, TimeUnit.MINUTES)) {
                acknowledged.addAll(result.get());
            }
            return acknowledged;
        } finally {
            pool.shutdownNow();
        }
    }

    private LocalLogStore store() {
        return new LocalLogStore(conf);
    }

    private Path file(String name) {
        return new Path(directory.resolve(name).toUri());
    }

    private List<String> lines(Path path) throws IOException {
        List<String> lines = new ArrayList<>();
        try (CloseableIterator<String> read = store().read(path, conf)) {
            read.forEachRemaining(lines::add);
        }
        return lines;
    }
}
