package io.sluice.connector.config;

import io.sluice.connector.config.FileSettings.Compression;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Width;

/** How data files are written. */
final class FileKeys {
    static final String GROUP = "Files";
    static final String TARGET = "file.target.bytes";
    static final String COMPRESSION = "parquet.compression";
    static final String LEVEL = "parquet.compression.level";
    static final String ROW_GROUP = "parquet.row.group.bytes";
    static final String PAGE = "parquet.page.bytes";
    static final String DICTIONARY = "parquet.dictionary";

    // The codecs' names are Parquet's.
    private static final Choice<Compression> COMPRESSIONS = Choice.verbatim(Compression.class);

    static final List<Setting> SETTINGS = List.of(
            Setting.int64(TARGET, GROUP)
                    .orElse(134_217_728L)
                    .valid(Range.atLeast(1024))
                    .rank(Importance.MEDIUM, Width.SHORT)
                    .display("File target size (bytes)")
                    .doc("Size at which a data file is rolled. A commit of fewer bytes makes one smaller file per table"
                            + " partition.")
                    .example("268435456"),
            Setting.string(COMPRESSION, GROUP)
                    .orElse("zstd")
                    .choice(COMPRESSIONS)
                    .decides(LEVEL)
                    .rank(Importance.MEDIUM, Width.SHORT)
                    .display("Compression")
                    .doc("Codec of the pages.")
                    .example("snappy"),
            Setting.int32(LEVEL, GROUP)
                    .orElse(3)
                    .valid(Range.between(1, 22))
                    .recommend(new LevelRecommender())
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Compression level")
                    .doc(
                            "Level of zstd (1 to 22) or gzip (1 to 9); the other codecs have none. At zstd's default, 3, pages of"
                                    + " doubles get its fast strategy, which takes less time on them.")
                    .example("9"),
            Setting.int64(ROW_GROUP, GROUP)
                    .orElse(134_217_728L)
                    .valid(Range.atLeast(1024))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Row group (bytes)")
                    .doc("Size of a row group: parquet-java's parquet.block.size.")
                    .example("67108864"),
            Setting.int32(PAGE, GROUP)
                    .orElse(1_048_576)
                    .valid(Range.atLeast(1024))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Page (bytes)")
                    .doc("Size of a page: parquet-java's parquet.page.size.")
                    .example("524288"),
            Setting.flag(DICTIONARY, GROUP)
                    .orElse(true)
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Dictionary encoding")
                    .doc("Whether dictionary encoding is tried on each column.")
                    .example("false"));

    private FileKeys() {}

    static FileSettings from(AbstractConfig config) {
        return new FileSettings(
                config.getLong(TARGET),
                COMPRESSIONS.parse(config.getString(COMPRESSION)),
                config.getInt(LEVEL),
                config.getLong(ROW_GROUP),
                config.getInt(PAGE),
                config.getBoolean(DICTIONARY));
    }

    /** The highest level of a codec; 0 for a codec without levels. */
    static int highestLevel(Compression compression) {
        return switch (compression) {
            case ZSTD -> 22;
            case GZIP -> 9;
            case SNAPPY, LZ4_RAW, UNCOMPRESSED -> 0;
        };
    }

    private record LevelRecommender() implements Recommender {
        @Override
        public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
            return List.of();
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsedConfig) {
            return "zstd".equals(parsedConfig.get(COMPRESSION)) || "gzip".equals(parsedConfig.get(COMPRESSION));
        }
    }
}
