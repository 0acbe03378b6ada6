package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.store.Fault;
import io.sluice.local.store.FaultProxy;
import io.sluice.local.store.Faults;
import io.sluice.local.store.StoreRequest;
import io.sluice.stores.ObjectStores.Bucket;
import io.sluice.stores.ObjectStores.Buckets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** S3 to S6. */
@ExtendWith(ObjectStores.class)
final class LogStoreRaceIT {
    @TempDir
    private java.nio.file.Path directory;

    @Test
    void acknowledgesEachVersionToOneWriterOnALocalPath() throws Exception {
        LogStoreRace.requireOneWriterAVersion(
                "local path, LocalLogStore", directory.toUri().toString(), Map.of());
    }

    @Test
    void acknowledgesEachVersionToOneWriterOnS3(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        LogStoreRace.requireOneWriterAVersion("S3, S3LogStore", bucket.lake(), bucket.hadoop(bucket.endpoint()));
    }

    @Test
    void acknowledgesEachVersionToOneWriterOnAnS3ThatLosesAnswers(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Faults faults = new Faults(7)
                .with(StoreRequest::isConditionalPut, 0.2, new Fault.DropAnswer())
                .with(StoreRequest::isConditionalPut, 0.1, new Fault.ApplyThenRefuse(500, "InternalError"))
                .with(StoreRequest::isConditionalPut, 0.1, new Fault.Refuse(409, "ConditionalRequestConflict"));
        try (FaultProxy proxy = FaultProxy.start(bucket.endpoint(), faults)) {
            LogStoreRace.requireOneWriterAVersion(
                    "S3 with 20 % lost answers, 10 % applied 500, 10 % 409, S3LogStore",
                    bucket.lake(), bucket.hadoop(proxy.endpoint()));
        }
        assertThat(faults.counts()).containsKeys("DropAnswer", "ApplyThenRefuse", "Refuse");
    }

    /** What the race is for: it must not pass where a version can have two writers. */
    @Test
    void theRaceFindsAStoreThatIgnoresTheCondition(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Faults ignorant = new Faults(1).with(StoreRequest::isConditionalPut, 1, new Fault.IgnoreCondition());
        try (FaultProxy proxy = FaultProxy.start(bucket.endpoint(), ignorant)) {
            LogStoreRace.Result result = LogStoreRace.run(bucket.lake(), bucket.hadoop(proxy.endpoint()), 3);

            assertThat(result.acknowledged())
                    .as("versions that were acknowledged to two writers and more")
                    .hasSizeGreaterThan(result.written().size());
        }
    }
}
