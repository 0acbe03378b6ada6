package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.store.Fault;
import io.sluice.local.store.FaultProxy;
import io.sluice.local.store.Faults;
import io.sluice.local.store.StoreRequest;
import io.sluice.stores.ObjectStores.Bucket;
import io.sluice.stores.ObjectStores.Buckets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * S6: one fault at one request of a landing, for each kind of request, each kind of fault and, in the long form ({@link Scale}), each of
 * the first four of its kind. The client tries nothing again by itself, so every fault reaches the connector.
 */
@ExtendWith(ObjectStores.class)
final class FaultMatrixIT {
    private static final int BATCHES = 4;

    private record Call(String name, Predicate<StoreRequest> when) {}

    private static final List<Call> CALLS = List.of(
            new Call("commit put", request -> request.isConditionalPut() && inLog(request, ".json")),
            new Call("checksum put", request -> request.isPut() && inLog(request, ".crc")),
            new Call("data put", request -> request.isPut() && request.path().endsWith(".parquet")),
            new Call("listing", StoreRequest::isListing),
            new Call("commit read", request -> request.method().equals("GET") && inLog(request, ".json")),
            new Call("head", request -> request.method().equals("HEAD")));

    private static final List<Fault> FAULTS = List.of(
            new Fault.DropRequest(),
            new Fault.DropAnswer(),
            new Fault.ApplyLater(Duration.ofMillis(30)),
            new Fault.Refuse(503, "SlowDown"),
            new Fault.Refuse(429, "TooManyRequests"),
            new Fault.ApplyThenRefuse(500, "InternalError"));

    @Test
    void landsEachRecordOnceWhateverRequestGoesWrongAndHow(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Faults faults = new Faults(Scale.SEED);
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        int positions = Scale.of(1, 4);
        try (FaultProxy proxy = FaultProxy.start(bucket.endpoint(), faults)) {
            Map<String, String> hadoop = new HashMap<>(bucket.hadoop(proxy.endpoint()));
            hadoop.put("fs.s3a.attempts.maximum", "1");
            hadoop.put("fs.s3a.retry.limit", "0");
            hadoop.put("fs.s3a.retry.throttle.limit", "0");
            for (Call call : CALLS) {
                for (Fault fault : FAULTS) {
                    for (int position = 1; position <= positions; position++) {
                        String cell = "cell" + cells++;
                        faults.end();
                        faults.once(call.when(), position, fault);
                        String verdict = land(bucket, cell, hadoop);
                        if (!verdict.equals("0 lost, 0 duplicated, 0 live files missing")
                                || faults.counts().isEmpty()) {
                            wrong.add(call.name() + " " + position + ", " + fault + ": " + verdict + ", met "
                                    + faults.counts());
                        }
                    }
                }
            }
        }
        System.out.println("FIGURE A6 | fault matrix on S3: " + CALLS.size() + " calls x " + FAULTS.size()
                + " faults x "
                + positions + " positions, no retries in the client | " + (cells - wrong.size()) + " of " + cells
                + " cells without loss or duplicate | seed -");
        assertThat(wrong).isEmpty();
    }

    /** Half of it by one that makes the table and so knows it, half by one that has to read it. */
    private static String land(Bucket bucket, String cell, Map<String, String> hadoop) throws Exception {
        for (int until : new int[] {BATCHES / 2, BATCHES}) {
            try (Lander lander = new Lander("s3a://" + bucket.name() + "/" + cell, hadoop, 0)) {
                lander.landUntil(until);
            }
        }
        return new Oracle(bucket.folder().resolve(cell).resolve(Lander.TABLE.value())).verdict(1, Lander.rows(BATCHES));
    }

    private static boolean inLog(StoreRequest request, String suffix) {
        return request.path().contains("/_delta_log/") && request.path().endsWith(suffix);
    }
}
