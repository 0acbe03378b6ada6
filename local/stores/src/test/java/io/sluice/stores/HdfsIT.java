package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HDFS, where Delta's own log store renames and a rename never replaces. */
final class HdfsIT {
    private static final int WRITERS = 3;
    private static final int PARTITIONS = 2;
    private static final int BATCHES = 8;

    @TempDir
    private static Path directory;

    private static Hdfs hdfs;

    @BeforeAll
    static void start() throws IOException {
        hdfs = Hdfs.start(directory.resolve("hdfs"));
    }

    @AfterAll
    static void stop() {
        hdfs.close();
    }

    @Test
    void acknowledgesEachVersionToOneWriter() throws Exception {
        LogStoreRace.requireOneWriterAVersion("HDFS, Delta's HDFSLogStore", hdfs.lake(), hdfs.hadoop());
    }

    @Test
    void landsEachRecordOnceWithSeveralWriters() throws Exception {
        List<Long> acknowledged = new ArrayList<>(Racers.race(WRITERS, writer -> {
            try (Lander lander = new Lander(hdfs.lake(), hdfs.hadoop(), writer % PARTITIONS)) {
                lander.prove();
                lander.landUntil(BATCHES);
                return lander.acknowledged();
            }
        }));

        Oracle oracle = new Oracle(hdfs.copy(Lander.TABLE.value(), directory.resolve("copy")));
        oracle.requireOffsets(PARTITIONS, Lander.rows(BATCHES));
        assertThat(acknowledged).doesNotHaveDuplicates().hasSize(PARTITIONS * BATCHES);
    }
}
