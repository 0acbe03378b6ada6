package io.sluice.analytics.support;

import java.net.URI;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local folders under the scheme of S3, by a file system that cannot create conditionally: what S3A is in an old Hadoop. */
public final class FolderAsS3 extends RawLocalFileSystem {
    private static final URI BUCKET = URI.create("s3a://bucket");

    @Override
    public URI getUri() {
        return BUCKET;
    }

    @Override
    public String getScheme() {
        return BUCKET.getScheme();
    }
}
