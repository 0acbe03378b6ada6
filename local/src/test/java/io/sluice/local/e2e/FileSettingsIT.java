package io.sluice.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.local.kafka.Produced;
import io.sluice.local.lake.AddedFile;
import io.sluice.local.lake.Parquet;
import io.sluice.local.lake.ParquetPages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How data files are written, by what their footers and page headers say: the same records, landed in each way by a connector of its own. */
@ExtendWith(WithStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FileSettingsIT {
    private static final int RECORDS = 4_000;
    private static final int PAGE = 2_048;
    private static final int ROW_GROUP = 65_536;
    private static final int FILE = 100_000;
    /** A page ends with the value that fills it; what stands before the values is a few bytes. */
    private static final int LARGEST_VALUE = Texts.BYTES + Texts.LONGEST_WORD + 100;

    private final SharedStack stack;
    private final List<Pipeline> all = new ArrayList<>();
    private Produced produced;
    private Pipeline plain;
    private Pipeline slowZstd;
    private Pipeline fastGzip;
    private Pipeline slowGzip;
    private Pipeline smallPages;
    private Pipeline smallGroups;
    private Pipeline smallFiles;

    FileSettingsIT(SharedStack stack) {
        this.stack = stack;
    }

    @BeforeAll
    void land() {
        Pipeline topic = Pipeline.create(stack, stack.worker(), "files", 1);
        produced = topic.send(Texts.of(RECORDS));
        plain = deploy(inOneCommit(topic, "files-plain"));
        slowZstd = deploy(inOneCommit(topic, "files-zstd-19").set("parquet.compression.level", "19"));
        fastGzip = deploy(inOneCommit(topic, "files-gzip-1")
                .set("parquet.compression", "gzip")
                .set("parquet.compression.level", "1"));
        slowGzip = deploy(inOneCommit(topic, "files-gzip-9")
                .set("parquet.compression", "gzip")
                .set("parquet.compression.level", "9"));
        smallPages = deploy(inOneCommit(topic, "files-pages")
                .set("parquet.compression", "uncompressed")
                .set("parquet.page.bytes", Integer.toString(PAGE))
                .set("parquet.dictionary", "false"));
        smallGroups = deploy(inOneCommit(topic, "files-groups")
                .set("parquet.compression", "snappy")
                .set("parquet.row.group.bytes", Integer.toString(ROW_GROUP)));
        smallFiles = deploy(inOneCommit(topic, "files-rolled")
                .set("parquet.compression", "lz4_raw")
                .set("file.target.bytes", Integer.toString(FILE)));
        all.forEach(pipeline -> pipeline.awaitLanded(produced.ends()));
    }

    @AfterAll
    void remove() {
        all.forEach(Pipeline::remove);
    }

    @Test
    void eachWayLandsEachRecordOnceInOneCommit() {
        all.forEach(pipeline -> {
            LandedRows.assertExactlyOnce(produced, pipeline.log().rows());
            assertThat(pipeline.log().addedByCommit()).as(pipeline.name()).hasSize(1);
        });
    }

    @Test
    void everyPageHasTheCodecThatWasSetAndZstdWithout() {
        assertThat(codecs(plain)).containsExactly("ZSTD");
        assertThat(codecs(slowZstd)).containsExactly("ZSTD");
        assertThat(codecs(fastGzip)).containsExactly("GZIP");
        assertThat(codecs(slowGzip)).containsExactly("GZIP");
        assertThat(codecs(smallPages)).containsExactly("UNCOMPRESSED");
        assertThat(codecs(smallGroups)).containsExactly("SNAPPY");
        assertThat(codecs(smallFiles)).containsExactly("LZ4_RAW");
    }

    @Test
    void aHigherLevelMakesTheSameTextsSmaller() {
        assertThat(compressed(slowZstd)).isLessThan(compressed(plain) * 95 / 100);
        assertThat(compressed(slowGzip)).isLessThan(compressed(fastGzip) * 95 / 100);
    }

    @Test
    void aPageEndsAtItsSize() {
        assertThat(textPages(smallPages))
                .hasSizeGreaterThan(RECORDS * Texts.BYTES / (PAGE + LARGEST_VALUE))
                .allMatch(bytes -> bytes < PAGE + LARGEST_VALUE);
        assertThat(textPages(plain)).as("without").hasSize(2).anyMatch(bytes -> bytes > 1_000_000);
    }

    @Test
    void aDictionaryIsTriedUnlessItIsSwitchedOff() {
        assertThat(encodings(plain, "place")).contains("DICTIONARY");
        assertThat(encodings(plain, "text")).as("it does not pay").doesNotContain("DICTIONARY");
        for (String column : List.of("_kafka_topic", "place", "text")) {
            assertThat(encodings(smallPages, column)).as(column).doesNotContain("DICTIONARY");
        }
    }

    @Test
    void aRowGroupHoldsNoMoreThanItsSize() {
        Map<Integer, Long> bytes = new TreeMap<>();
        chunks(smallGroups)
                .forEach(chunk -> bytes.merge(
                        chunk.get("row_group_id").asInt(),
                        chunk.get("total_uncompressed_size").asLong(),
                        Long::sum));

        assertThat(smallGroups.log().files()).hasSize(1);
        assertThat(bytes).hasSizeGreaterThan(RECORDS * Texts.BYTES / ROW_GROUP);
        assertThat(bytes.values()).allMatch(group -> group <= ROW_GROUP);
        assertThat(chunks(plain))
                .as("without")
                .allMatch(chunk -> chunk.get("row_group_id").asInt() == 0);
    }

    @Test
    void aFileIsRolledAtItsSize() {
        List<Long> sizes = smallFiles.log().files().stream()
                .map(file -> file.action().get("size").asLong())
                .sorted()
                .toList();

        assertThat(sizes).hasSizeGreaterThan(3);
        // The rest of the rows is in a file of whatever size; a footer comes on top of the others.
        assertThat(sizes.subList(1, sizes.size())).allMatch(bytes -> bytes > FILE * 8 / 10 && bytes < FILE * 12 / 10);
        assertThat(plain.log().files()).as("without").hasSize(1);
    }

    private static Pipeline inOneCommit(Pipeline topic, String name) {
        return topic.another(name)
                .set("tasks.max", "1")
                .set("commit.interval.ms", "3600000")
                .set("commit.records", Integer.toString(RECORDS));
    }

    private Pipeline deploy(Pipeline pipeline) {
        all.add(pipeline.deploy());
        return pipeline;
    }

    private static List<JsonNode> chunks(Pipeline pipeline) {
        List<JsonNode> chunks = new ArrayList<>();
        for (AddedFile file : pipeline.log().files()) {
            chunks.addAll(Parquet.chunks(file.path()));
        }
        return chunks;
    }

    private static List<JsonNode> chunks(Pipeline pipeline, String column) {
        return chunks(pipeline).stream()
                .filter(chunk -> chunk.get("path_in_schema").asText().equals(column))
                .toList();
    }

    private static Set<String> codecs(Pipeline pipeline) {
        Set<String> codecs = new TreeSet<>();
        chunks(pipeline).forEach(chunk -> codecs.add(chunk.get("compression").asText()));
        return codecs;
    }

    private static long compressed(Pipeline pipeline) {
        return chunks(pipeline, "text").stream()
                .mapToLong(chunk -> chunk.get("total_compressed_size").asLong())
                .sum();
    }

    private static String encodings(Pipeline pipeline, String column) {
        List<JsonNode> chunks = chunks(pipeline, column);
        assertThat(chunks).as(column).isNotEmpty();
        return chunks.stream().map(chunk -> chunk.get("encodings").asText()).collect(Collectors.joining(" "));
    }

    private static List<Integer> textPages(Pipeline pipeline) {
        AddedFile file = pipeline.log().files().iterator().next();
        return Parquet.chunks(file.path()).stream()
                .filter(chunk -> chunk.get("path_in_schema").asText().equals("text"))
                .flatMap(chunk -> ParquetPages.dataPageBytes(file.path(), chunk).stream())
                .toList();
    }
}
