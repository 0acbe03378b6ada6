package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.connector.LakeSinkConnector;
import io.sluice.connector.lake.LakeRefusedException;
import io.sluice.connector.lake.LakeUnavailableException;
import io.sluice.local.store.Fault;
import io.sluice.local.store.FaultProxy;
import io.sluice.local.store.Faults;
import io.sluice.local.store.StoreRequest;
import io.sluice.stores.ObjectStores.Bucket;
import io.sluice.stores.ObjectStores.Buckets;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a start finds out about a store on S3 before it lands anything there. S51. */
@ExtendWith(ObjectStores.class)
final class StoreProbeIT {
    @Test
    void provesAStoreAgainAndAgainByOneObject(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        try (Lander lander = new Lander(bucket.lake(), bucket.hadoop(bucket.endpoint()), 0)) {
            lander.prove();
            lander.prove();
        }

        assertThat(bucket.folder().resolve("lake/_sluice/probe")).isNotEmptyFile();
    }

    @Test
    void refusesAStoreThatTakesASecondPut(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Faults ignorant = new Faults(1).with(StoreRequest::isConditionalPut, 1, new Fault.IgnoreCondition());
        try (FaultProxy proxy = FaultProxy.start(bucket.endpoint(), ignorant);
                Lander lander = new Lander(bucket.lake(), bucket.hadoop(proxy.endpoint()), 0)) {
            assertThatThrownBy(lander::prove)
                    .isInstanceOf(LakeRefusedException.class)
                    .hasMessageContaining("its store took a second put of " + bucket.lake() + "/_sluice/probe");
        }
    }

    @Test
    void refusesAClientThatIsToldNotToPutConditionally(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Map<String, String> hadoop = new HashMap<>(bucket.hadoop(bucket.endpoint()));
        hadoop.put("fs.s3a.create.conditional.enabled", "false");
        try (Lander lander = new Lander(bucket.lake(), hadoop, 0)) {
            assertThatThrownBy(lander::prove)
                    .isInstanceOf(LakeRefusedException.class)
                    .hasMessageContaining("S3AFileSystem of Hadoop 3.4.2 cannot put")
                    .hasMessageContaining("fs.s3a.create.conditional.enabled");
        }
        assertThat(bucket.folder().resolve("lake/_sluice/probe")).doesNotExist();
    }

    /** Hadoop keeps one client for a bucket as long as the JVM lives, made from whatever settings came first. */
    @Test
    void takesCorrectedSettingsWithoutARestartOfTheWorker(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Map<String, String> wrong = new HashMap<>(bucket.hadoop(URI.create("http://127.0.0.1:9")));
        wrong.put("fs.s3a.retry.limit", "0");
        wrong.put("fs.s3a.attempts.maximum", "1");
        try (Lander mistaken = new Lander(bucket.lake(), wrong, 0)) {
            assertThatThrownBy(mistaken::prove).isInstanceOf(LakeUnavailableException.class);
        }
        try (Lander corrected = new Lander(bucket.lake(), bucket.hadoop(bucket.endpoint()), 0)) {
            corrected.prove();
            corrected.landUntil(2);
        }
        assertThat(bucket.folder().resolve("lake/_sluice/probe")).exists();
    }

    @Test
    void listsALogFromItsLastCheckpointAndNotFromItsBeginning(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Faults none = new Faults(1)
                .with(
                        request -> request.isListing() && request.query().matches(".*start-after=[^&]*_delta_log.*"),
                        1,
                        new Fault.Pass());
        try (Lander first = new Lander(bucket.lake(), bucket.hadoop(bucket.endpoint()), 0)) {
            first.landUntil(11);
        }
        try (FaultProxy proxy = FaultProxy.start(bucket.endpoint(), none);
                Lander next = new Lander(bucket.lake(), bucket.hadoop(proxy.endpoint()), 0)) {
            next.landUntil(12);
        }

        assertThat(none.counts()).containsKey("Pass");
        assertThat(new Oracle(bucket.folder().resolve("lake").resolve(Lander.TABLE.value()))
                        .verdict(1, Lander.rows(12)))
                .startsWith("0 lost, 0 duplicated");
    }

    /** A17: the keys reach the store's client and nothing else. */
    @Test
    void namesNoSecretWhenTheStoreDoesNotAnswer(Buckets buckets) {
        Bucket bucket = buckets.make();
        Map<String, String> props = new HashMap<>();
        bucket.hadoop(URI.create("http://127.0.0.1:9")).forEach((key, value) -> props.put("hadoop." + key, value));
        props.put("hadoop.fs.s3a.secret.key", "S3CR3T-4711");
        props.put("hadoop.fs.s3a.retry.limit", "0");
        props.put("hadoop.fs.s3a.attempts.maximum", "1");
        props.putAll(Map.of("name", "n", "connector.class", LakeSinkConnector.class.getName(), "topics", "t"));
        props.put("lake.path", bucket.lake());

        List<ConfigValue> values = new LakeSinkConnector().validate(props).configValues();

        assertThat(values)
                .filteredOn(value -> value.name().equals("lake.path"))
                .flatMap(ConfigValue::errorMessages)
                .singleElement()
                .asString()
                .contains("Cannot write to the lake " + bucket.lake())
                .doesNotContain("S3CR3T");
    }
}
