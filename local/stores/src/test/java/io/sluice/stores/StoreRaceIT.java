package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.store.Fault;
import io.sluice.local.store.FaultProxy;
import io.sluice.local.store.Faults;
import io.sluice.local.store.StoreRequest;
import io.sluice.stores.ObjectStores.Bucket;
import io.sluice.stores.ObjectStores.Buckets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store that the other tests stand on: if it gave one key to two writers, they would prove nothing. */
@ExtendWith(ObjectStores.class)
final class StoreRaceIT {
    private static final int CLIENTS = 16;
    private static final int KEYS = 50;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void theEmulatorGivesAKeyToOneOfManyClients(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();

        List<Winner> winners = race(bucket.endpoint(), bucket);

        assertThat(winners).extracting(Winner::key).doesNotHaveDuplicates().hasSize(KEYS);
        for (Winner winner : winners) {
            assertThat(bucket.folder().resolve(winner.key())).hasContent(winner.content());
        }
    }

    @Test
    void theRaceFindsAStoreThatIgnoresTheCondition(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Faults ignorant = new Faults(1).with(StoreRequest::isConditionalPut, 1, new Fault.IgnoreCondition());
        try (FaultProxy proxy = FaultProxy.start(bucket.endpoint(), ignorant)) {
            assertThat(race(proxy.endpoint(), bucket)).hasSizeGreaterThan(KEYS);
        }
    }

    private record Winner(String key, String content) {}

    private List<Winner> race(URI endpoint, Bucket bucket) throws Exception {
        Files.createDirectories(bucket.folder());
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        return Racers.race(CLIENTS, client -> {
            List<Winner> won = new ArrayList<>();
            for (int key = 0; key < KEYS; key++) {
                Winner candidate = new Winner("key" + key, ("client " + client + " ").repeat(100));
                start.await();
                if (put(endpoint, bucket, candidate) == 200) {
                    won.add(candidate);
                }
            }
            return won;
        });
    }

    private int put(URI endpoint, Bucket bucket, Winner candidate) throws Exception {
        HttpRequest put = HttpRequest.newBuilder(endpoint.resolve("/" + bucket.name() + "/" + candidate.key()))
                .header("If-None-Match", "*")
                .PUT(BodyPublishers.ofString(candidate.content()))
                .build();
        return http.send(put, BodyHandlers.discarding()).statusCode();
    }
}
