package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.connector.config.LakeSettings.Format;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.lake.PlainLedger;
import io.sluice.local.store.Fault;
import io.sluice.local.store.FaultProxy;
import io.sluice.local.store.Faults;
import io.sluice.local.store.StoreRequest;
import io.sluice.stores.ObjectStores.Bucket;
import io.sluice.stores.ObjectStores.Buckets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * S3 to S6: answers that are lost after the put was applied, puts that arrive when the writer has gone on, throttling, 500 and 409. Three
 * writers, two of them on one partition, so that each is now and then the zombie. 2,000 commits in the long form ({@link Scale}), to a Delta
 * log and to the ledger of a plain Parquet table.
 */
@ExtendWith(ObjectStores.class)
final class FaultyStoreIT {
    private static final int PARTITIONS = 2;
    private static final int[] PARTITION_OF_WRITER = {0, 0, 1};

    @ParameterizedTest
    @EnumSource
    void landsEachRecordOnceOnAStoreThatLosesDelaysAndRefuses(Format format, Buckets buckets) throws Exception {
        int commits = Scale.of(format == Format.DELTA ? 150 : 60, 2_000);
        Bucket bucket = buckets.make();
        Faults faults = faults();
        AtomicInteger fenced = new AtomicInteger();
        AtomicInteger outages = new AtomicInteger();
        List<Long> acknowledged = new ArrayList<>();
        try (FaultProxy proxy = FaultProxy.start(bucket.endpoint(), faults)) {
            acknowledged.addAll(Racers.race(PARTITION_OF_WRITER.length, writer -> {
                try (Lander lander =
                        new Lander(bucket.lake(), format, hadoop(bucket, proxy, writer), PARTITION_OF_WRITER[writer])) {
                    lander.landUntil(commits / PARTITIONS);
                    fenced.addAndGet(lander.fenced());
                    outages.addAndGet(lander.outages());
                    return lander.acknowledged();
                }
            }));
        }

        Path table = bucket.folder().resolve("lake").resolve(Lander.TABLE.value());
        Oracle oracle = new Oracle(format == Format.DELTA ? DeltaLog.replay(table) : PlainLedger.replay(table));
        int rows = Lander.rows(commits / PARTITIONS);
        System.out.println("FIGURE A5 | " + oracle.batches()
                + " commits by 3 writers on S3" + (format == Format.DELTA ? "" : ", plain Parquet,")
                + " with 20 % of commits' answers lost,"
                + " 10 % applied late, 10 % 5xx, 5 % 409, SDK retries on; " + faults.counts() + ", fenced "
                + fenced + ", outages " + outages + " | " + oracle.verdict(PARTITIONS, rows) + " | seed " + Scale.SEED);
        oracle.requireOffsets(PARTITIONS, rows);
        assertThat(acknowledged)
                .as("a version that two writers took for theirs")
                .doesNotHaveDuplicates();
        assertThat(oracle.batches()).isEqualTo(commits);
        assertThat(faults.counts()).containsKeys("DropAnswer", "ApplyLater", "Refuse", "DropRequest", "Truncate");
        assertThat(fenced).as("two writers of one partition").hasPositiveValue();
    }

    /** The first writer's client hides most faults behind its retries; the others' pass them on to the connector. */
    private static Map<String, String> hadoop(Bucket bucket, FaultProxy proxy, int writer) {
        Map<String, String> hadoop = new TreeMap<>(bucket.hadoop(proxy.endpoint()));
        hadoop.put("fs.s3a.attempts.maximum", writer == 0 ? "3" : "1");
        hadoop.put("fs.s3a.retry.limit", writer == 0 ? "3" : "1");
        hadoop.put("fs.s3a.retry.throttle.limit", "3");
        return hadoop;
    }

    private static Faults faults() {
        return new Faults(Scale.SEED)
                .with(StoreRequest::isConditionalPut, 0.20, new Fault.DropAnswer())
                .with(StoreRequest::isConditionalPut, 0.10, new Fault.ApplyLater(Duration.ofMillis(150)))
                .with(StoreRequest::isConditionalPut, 0.05, new Fault.Refuse(500, "InternalError"))
                .with(StoreRequest::isConditionalPut, 0.03, new Fault.Refuse(503, "SlowDown"))
                .with(StoreRequest::isConditionalPut, 0.02, new Fault.ApplyThenRefuse(500, "InternalError"))
                .with(StoreRequest::isConditionalPut, 0.05, new Fault.Refuse(409, "ConditionalRequestConflict"))
                .with(StoreRequest::isPlainPut, 0.05, new Fault.DropAnswer())
                .with(StoreRequest::isPlainPut, 0.05, new Fault.ApplyLater(Duration.ofMillis(150)))
                .with(StoreRequest::isPlainPut, 0.03, new Fault.Refuse(500, "InternalError"))
                .with(StoreRequest::isRead, 0.02, new Fault.DropRequest())
                .with(StoreRequest::isRead, 0.02, new Fault.Truncate())
                .with(StoreRequest::isRead, 0.01, new Fault.Refuse(503, "SlowDown"));
    }
}
