package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.DdlSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Our byte parser and Jackson's, over the same bytes, fill the same columns or refuse with the same code. */
final class JsonDifferentialTest {
    private static final int BATCH = 20;
    private static final Pattern POSITION = Pattern.compile("byte (\\d+)");
    private static final List<String> TABLES = List.of(
            "",
            "a BIGINT, b DOUBLE, c STRING, d BOOLEAN, e STRUCT<a: BIGINT, b: STRING>, m MAP<STRING, STRING>",
            "a DECIMAL(10,2), b FLOAT, c TIMESTAMP, d INT, e ARRAY<BIGINT>, m MAP<BIGINT, DOUBLE>",
            "a STRING, b STRING, c BINARY, d DATE, e STRUCT<e: STRUCT<e: BIGINT>>, m MAP<BOOLEAN, STRUCT<a: BIGINT>>",
            "a DECIMAL(38,18), b ARRAY<STRING>, c ARRAY<STRUCT<a: DOUBLE>>, d TINYINT, m MAP<DECIMAL(10,2), ARRAY<BIGINT>>");

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void wellFormedObjectsFillTheSameColumns(@ForAll long seed) throws Exception {
        JsonNoise noise = new JsonNoise(seed);
        List<byte[]> documents = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            documents.add(noise.document());
        }
        compare(noise, documents);
    }

    @Property(tries = 600, shrinking = ShrinkingMode.OFF)
    void changedBytesDoTheSameInBoth(@ForAll long seed) throws Exception {
        JsonNoise noise = new JsonNoise(seed);
        List<byte[]> documents = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            byte[] document = noise.document();
            documents.add(noise.mutated(document));
            documents.add(document);
        }
        compare(noise, documents);
    }

    @Test
    void realEventsFillTheSameColumns() throws Exception {
        List<byte[]> events = new ArrayList<>();
        for (String event : Files.readAllLines(Path.of("../data/github-events.jsonl"))) {
            events.add(event.getBytes(StandardCharsets.UTF_8));
        }
        compare(new StructType(), Records.settings(ValueFormat.JSON), events);
    }

    @Property(tries = 1_000, shrinking = ShrinkingMode.OFF)
    void anErrorNamesTheByteAtWhichTheTextGoesWrong(@ForAll long seed) {
        JsonNoise noise = new JsonNoise(seed);
        byte[] document = noise.document();
        int cut = noise.below(document.length);
        byte[] changed = document.clone();
        changed[cut] = (byte) noise.below(256);

        int cutAt = position(Arrays.copyOf(document, cut));
        int changedAt = position(changed);

        // The end, or the first byte of a character that is cut; blanks after the object may go.
        if (cutAt >= 0) {
            assertThat(cutAt).isBetween(cut - 3, cut);
            assertThat(cutAt == cut || document[cutAt] < 0).isTrue();
        }
        if (changedAt >= 0) {
            assertThat(changedAt).isGreaterThanOrEqualTo(changed[cut] < 0 || document[cut] < 0 ? cut - 3 : cut);
        }
    }

    /** @return the position in the error of a text that goes wrong; -1 when it does not, or breaks a limit */
    private static int position(byte[] json) {
        try {
            Buffers.json().append(Records.of(json));
            return -1;
        } catch (RecordError e) {
            Matcher matcher = POSITION.matcher(e.problem());
            boolean wrong = e.problem().contains("breaks off at")
                    || e.problem().contains("goes wrong at")
                    || e.problem().contains("is not UTF-8");
            return wrong && matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
        }
    }

    private static void compare(JsonNoise noise, List<byte[]> documents) throws RecordError {
        StructType table = Buffers.schema(TABLES.get(noise.below(TABLES.size())));
        SchemaMismatch mismatch = noise.oneIn(3) ? SchemaMismatch.FAIL : SchemaMismatch.RESCUE;
        SchemaEvolution evolution = noise.oneIn(3) ? SchemaEvolution.NONE : SchemaEvolution.ADD_AND_WIDEN;
        compare(table, Records.settings(ValueFormat.JSON, mismatch, evolution, null), documents);
    }

    private static void compare(StructType table, ValueSettings settings, List<byte[]> documents) {
        ColumnBuffer ours = ColumnBuffer.create(table, settings);
        JacksonBuffer reference = new JacksonBuffer(table, settings);
        for (byte[] document : documents) {
            assertThat(outcome(() -> ours.append(Records.of(document))))
                    .as(() -> printable(document))
                    .isEqualTo(outcome(() -> reference.append(document)));
            assertThat(ours.rows()).isEqualTo(reference.rows());
            int row = ours.rows() - 1;
            if (row >= 0) {
                assertThat(JsonText.of(ours.value(row), null))
                        .as(() -> printable(document))
                        .isEqualTo(JsonText.of(reference.value(row), null));
                assertThat(ours.rescued(row)).as(() -> printable(document)).isEqualTo(reference.rescued(row));
            }
        }
        // As texts: Kernel's types take time by 2^depth to compare themselves.
        assertThat(Buffers.ddl(ours).replaceFirst("(, )?_rescued STRING$", ""))
                .isEqualTo(DdlSchema.toDdl(reference.schema()));
        for (int row = 0; row < ours.rows(); row++) {
            assertThat(JsonText.of(ours.value(row), null)).isEqualTo(JsonText.of(reference.value(row), null));
        }
    }

    private interface Append {
        void run() throws RecordError;
    }

    /** Messages too, but those that are about the text, which we can say better. */
    private static String outcome(Append append) {
        try {
            append.run();
            return "in";
        } catch (RecordError e) {
            boolean text = e.code() == ErrorCode.MALFORMED_JSON || e.code() == ErrorCode.NOT_AN_OBJECT;
            return text ? e.code().name() : e.getMessage();
        }
    }

    private static String printable(byte[] document) {
        StringBuilder text = new StringBuilder();
        for (byte each : document) {
            text.append(each >= ' ' && each < 0x7F ? String.valueOf((char) each) : String.format("<%02x>", each));
        }
        return text.toString();
    }
}
