package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.local.kafka.Produced;
import io.sluice.local.kafka.Topics;
import io.sluice.local.lake.DeltaLog;
import io.sluice.local.store.Fault;
import io.sluice.local.store.FaultProxy;
import io.sluice.local.store.Faults;
import io.sluice.local.store.S3Store;
import io.sluice.local.store.StoreRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The plugin as a worker loads it, with a lake on S3. */
@ExtendWith(WithStack.class)
final class S3LandingIT {
    private static final int PARTITIONS = 4;
    private static final int RECORDS = 500;

    private final SharedStack stack;

    S3LandingIT(SharedStack stack) {
        this.stack = stack;
    }

    @Test
    void recordsLandOnceOnS3ThoughAnswersToCommitsAreLost() throws Exception {
        S3Store s3 = stack.s3();
        Path bucket = s3.bucket("lake");
        try (Admin admin = stack.broker().admin()) {
            Topics.create(admin, "on-s3", PARTITIONS);
        }
        Faults faults = new Faults(1).with(StoreRequest::isConditionalPut, 0.5, new Fault.DropAnswer());
        try (FaultProxy proxy = FaultProxy.start(s3.endpoint(), faults)) {
            Pipeline pipeline = Pipeline.over(stack.broker().bootstrap(), stack.worker(), "on-s3", bucket);
            settings(proxy).forEach(pipeline::set);
            pipeline.deploy();
            Produced produced = pipeline.send(LandingIT.numbers(RECORDS));
            // Not by the group's offsets: after a rebalance an idle partition's are told with its next record.
            await().atMost(Duration.ofSeconds(60)).until(() -> pipeline.rows() >= RECORDS);

            DeltaLog log = pipeline.log();
            LandedRows.assertExactlyOnce(produced, log.rows());
            assertThat(bucket.resolve("_sluice/probe")).exists();
            assertThat(faults.counts()).containsKey("DropAnswer");
        }
    }

    private static Map<String, String> settings(FaultProxy proxy) {
        return Map.of(
                "lake.path", "s3a://lake/",
                "hadoop.fs.s3a.endpoint", proxy.endpoint().toString(),
                "hadoop.fs.s3a.endpoint.region", "us-east-1",
                "hadoop.fs.s3a.path.style.access", "true",
                "hadoop.fs.s3a.access.key", "anybody",
                "hadoop.fs.s3a.secret.key", "${env:SLUICE_SECRET}");
    }
}
