package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.defaults.internal.logstore.LogStoreProvider;
import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import io.sluice.connector.config.LakeSettings;
import io.sluice.connector.lake.LakeStorage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Sixteen writers for each version, by the log store that the connector configures for the scheme: what was acknowledged must be what is
 * there, one writer a version. In the long form ({@link Scale}) each writer wins 200 versions.
 */
final class LogStoreRace {
    private static final int WRITERS = 16;
    private static final int COMMITS = Scale.of(25, 200);

    private LogStoreRace() {}

    record Result(List<String> acknowledged, List<String> written) {}

    static void requireOneWriterAVersion(String store, String lake, Map<String, String> hadoop) throws Exception {
        Result result = run(lake, hadoop, COMMITS);
        System.out.println("FIGURE A6 | " + WRITERS + " writers x " + COMMITS + " commits, " + store + " | "
                + result.acknowledged().size() + " acknowledgements, "
                + result.written().size() + " versions | seed -");
        assertThat(result.acknowledged()).containsExactlyInAnyOrderElementsOf(result.written());
        assertThat(result.written()).hasSize(WRITERS * COMMITS);
    }

    static Result run(String lake, Map<String, String> hadoop, int commits) throws Exception {
        Configuration conf = LakeStorage.open(new LakeSettings(lake, hadoop, Duration.ofSeconds(1)), "Sluice/test")
                .configuration();
        Path log = new Path(lake, "race/_delta_log");
        FileSystem.get(URI.create(lake), conf).mkdirs(log);
        AtomicInteger next = new AtomicInteger();

        List<String> acknowledged = Racers.race(WRITERS, writer -> {
            List<String> mine = new ArrayList<>();
            while (mine.size() < commits) {
                int version = next.get();
                String content = "writer " + writer + " version " + version;
                try {
                    logStore(conf, lake)
                            .write(file(log, version), List.of(content).iterator(), false, conf);
                    mine.add(content);
                } catch (FileAlreadyExistsException taken) {
                    // Another's.
                }
                next.compareAndSet(version, version + 1);
            }
            return mine;
        });

        List<String> written = new ArrayList<>();
        for (int version = 0; version < next.get(); version++) {
            written.add(content(conf, lake, file(log, version)));
        }
        return new Result(acknowledged, written);
    }

    private static LogStore logStore(Configuration conf, String lake) {
        return LogStoreProvider.getLogStore(conf, URI.create(lake).getScheme());
    }

    private static Path file(Path log, int version) {
        return new Path(log, String.format("%020d.json", version));
    }

    private static String content(Configuration conf, String lake, Path file) throws IOException {
        try (CloseableIterator<String> lines = logStore(conf, lake).read(file, conf)) {
            return lines.next();
        }
    }
}
