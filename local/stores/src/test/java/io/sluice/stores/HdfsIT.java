package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.lake.PlainLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource
    void landsEachRecordOnceWithSeveralWriters(Format format) throws Exception {
        String lake = hdfs.lake() + "/" + format;
        List<Long> acknowledged = new ArrayList<>(Racers.race(WRITERS, writer -> {
            try (Lander lander = new Lander(lake, format, hdfs.hadoop(), writer % PARTITIONS)) {
                lander.prove();
                lander.landUntil(BATCHES);
                return lander.acknowledged();
            }
        }));

        Path table = hdfs.copy(format + "/" + Lander.TABLE.value(), directory.resolve("copy-" + format));
        Oracle oracle = new Oracle(format == Format.DELTA ? DeltaLog.replay(table) : PlainLedger.replay(table));
        oracle.requireOffsets(PARTITIONS, Lander.rows(BATCHES));
        assertThat(acknowledged).doesNotHaveDuplicates().hasSize(PARTITIONS * BATCHES);
    }
}
