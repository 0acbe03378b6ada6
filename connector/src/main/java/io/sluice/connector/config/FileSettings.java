package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

/**
 * How data files are written.
 *
 * @param targetBytes size at which a file is rolled
 * @param compression of the pages
 * @param compressionLevel of zstd and gzip; ignored by the others
 * @param rowGroupBytes {@code parquet.block.size} of parquet-java
 * @param pageBytes {@code parquet.page.size} of parquet-java
 * @param dictionary whether dictionary encoding is tried
 */
public record FileSettings(
        long targetBytes,
        Compression compression,
        int compressionLevel,
        long rowGroupBytes,
        int pageBytes,
        boolean dictionary) {
    public FileSettings {
        requireNonNull(compression, "compression is null");
    }

    /** The codecs of {@code parquet.compression}. */
    public enum Compression {
        ZSTD,
        SNAPPY,
        GZIP,
        LZ4_RAW,
        UNCOMPRESSED
    }
}
