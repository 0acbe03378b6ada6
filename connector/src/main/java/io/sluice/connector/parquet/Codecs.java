package io.sluice.connector.parquet;

import io.sluice.connector.config.FileSettings;
import io.sluice.connector.config.FileSettings.Compression;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.zlib.ZlibCompressor.CompressionLevel;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** parquet-java's compressors with our level, and our own where its are slow. */
final class Codecs {
    private Codecs() {}

    static CompressionCodecName name(Compression compression) {
        return switch (compression) {
            case ZSTD -> CompressionCodecName.ZSTD;
            case SNAPPY -> CompressionCodecName.SNAPPY;
            case GZIP -> CompressionCodecName.GZIP;
            case LZ4_RAW -> CompressionCodecName.LZ4_RAW;
            case UNCOMPRESSED -> CompressionCodecName.UNCOMPRESSED;
        };
    }

    /** To be released after use. */
    static BytesInputCompressor compressor(Configuration conf, FileSettings settings) {
        if (settings.compression() == Compression.ZSTD) {
            return new ZstdCompressor(settings.compressionLevel());
        }
        Configuration own = new Configuration(conf);
        if (settings.compression() == Compression.GZIP) {
            for (CompressionLevel level : CompressionLevel.values()) {
                if (gzipLevel(level) == settings.compressionLevel()) {
                    own.setEnum("zlib.compress.level", level);
                }
            }
        }
        return new CodecFactory(own, settings.pageBytes()).getCompressor(name(settings.compression()));
    }

    private static int gzipLevel(CompressionLevel level) {
        return switch (level) {
            case NO_COMPRESSION -> 0;
            case BEST_SPEED -> 1;
            case TWO -> 2;
            case THREE -> 3;
            case FOUR -> 4;
            case FIVE -> 5;
            case SIX -> 6;
            case SEVEN -> 7;
            case EIGHT -> 8;
            case BEST_COMPRESSION -> 9;
            default -> -1;
        };
    }
}
