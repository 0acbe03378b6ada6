package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.store.Fault;
import io.sluice.local.store.FaultProxy;
import io.sluice.local.store.Faults;
import io.sluice.stores.ObjectStores.Bucket;
import io.sluice.stores.ObjectStores.Buckets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A checkpoint whose writing fails in the midst, since a commit cannot be read. S3 shows an object when its upload is completed, which closing
 * its stream does, after a failure too. S45.
 */
@ExtendWith(ObjectStores.class)
final class TornCheckpointIT {
    private static final int BATCHES = 12;

    @Test
    void neverAppears(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Path table = bucket.folder().resolve("lake").resolve(Lander.TABLE.value());
        Faults faults = new Faults(1);
        try (FaultProxy proxy = FaultProxy.start(bucket.endpoint(), faults)) {
            try (Lander lander = new Lander(bucket.lake(), bucket.hadoop(proxy.endpoint()), 0)) {
                lander.landUntil(8);
                faults.with(
                        request ->
                                request.method().equals("GET") && request.path().endsWith("/00000000000000000004.json"),
                        1,
                        new Fault.Refuse(404, "NoSuchKey"));
                lander.landUntil(BATCHES);
            }
            assertThat(faults.counts()).as("the checkpoint was tried").containsKey("Refuse");
            faults.end();
            try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
                assertThat(log.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.contains("checkpoint"));
            }
            try (Lander next = new Lander(bucket.lake(), bucket.hadoop(proxy.endpoint()), 0)) {
                next.landUntil(2 * BATCHES);
            }
        }
        try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
            assertThat(log.map(file -> file.getFileName().toString()))
                    .as("the next one is whole")
                    .anyMatch(name -> name.endsWith(".checkpoint.parquet"));
        }
        assertThat(new Oracle(table).verdict(1, Lander.rows(2 * BATCHES))).startsWith("0 lost, 0 duplicated");
    }
}
