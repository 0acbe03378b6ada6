package io.sluice.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.local.store.Fault;
import io.sluice.local.store.FaultProxy;
import io.sluice.local.store.Faults;
import io.sluice.storage.S3LogStore;
import io.sluice.stores.ObjectStores.Bucket;
import io.sluice.stores.ObjectStores.Buckets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.util.Collections;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A commit that S3A sends in parts: then the condition stands in the request that joins them. */
@ExtendWith(ObjectStores.class)
final class BigCommitIT {
    private static final int LINES = 6_000;

    @Test
    void holdsTheConditionOverSeveralParts(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Path commit = new Path(bucket.lake() + "/t/_delta_log/00000000000000000000.json");
        Configuration conf = conf(bucket, bucket.endpoint());
        write(commit, "first", conf);

        assertThatThrownBy(() -> write(commit, "second", conf)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(bucket.folder().resolve("lake/t/_delta_log").resolve(commit.getName()))
                .content()
                .startsWith("first")
                .doesNotContain("second")
                .hasLineCount(LINES);
    }

    @Test
    void knowsItsOwnPartsAgainWhenTheAnswerToJoiningThemWasLost(Buckets buckets) throws Exception {
        Bucket bucket = buckets.make();
        Path commit = new Path(bucket.lake() + "/t/_delta_log/00000000000000000000.json");
        Faults lost = new Faults(1)
                .with(
                        request -> request.method().equals("POST")
                                && request.query().startsWith("uploadId"),
                        1,
                        new Fault.DropAnswer());
        try (FaultProxy proxy = FaultProxy.start(bucket.endpoint(), lost)) {
            write(commit, "mine", conf(bucket, proxy.endpoint()));
        }
        assertThat(lost.counts()).containsKey("DropAnswer");
    }

    private static void write(Path commit, String text, Configuration conf) throws IOException {
        String line = text + " line ".repeat(200);
        new S3LogStore(conf).write(commit, Collections.nCopies(LINES, line).iterator(), false, conf);
    }

    private static Configuration conf(Bucket bucket, URI endpoint) {
        Configuration conf = new Configuration();
        bucket.hadoop(endpoint).forEach(conf::set);
        conf.set("fs.s3a.multipart.size", "5M");
        conf.set("fs.s3a.multipart.threshold", "5M");
        conf.set("fs.s3a.retry.limit", "2");
        conf.set("fs.s3a.attempts.maximum", "1");
        return conf;
    }
}
