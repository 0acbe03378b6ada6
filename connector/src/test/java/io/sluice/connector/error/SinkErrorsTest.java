package io.sluice.connector.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class SinkErrorsTest {
    @Test
    void aRecordThatDoesNotFitIsNamedWithItsCoordinatesAndTheRemedy() {
        RecordError error = new RecordError(
                ErrorCode.TYPE_MISMATCH,
                "/amount",
                "field 'amount' is STRING but the column is DECIMAL(10,2).",
                "Fix the producer, or set schema.mismatch=rescue.");
        assertThat(SinkErrors.cannotWrite("orders", 3, 1041, "orders", error))
                .hasMessage("Cannot write orders-3@1041 to table orders: field 'amount' is STRING but the column is"
                        + " DECIMAL(10,2). Fix the producer, or set schema.mismatch=rescue.")
                .hasCause(error);
    }

    @Test
    void theFieldIsNamedWhenTheProblemDoesNot() {
        RecordError error = new RecordError(ErrorCode.TOO_DEEP, "/a/b", "it is nested too deep.", "Flatten it.");
        assertThat(SinkErrors.cannotWrite("t", 0, 1, "t", error))
                .hasMessage("Cannot write t-0@1 to table t: field '/a/b': it is nested too deep. Flatten it.");
    }

    @Test
    void anUnroutableRecordNamesNoTable() {
        RecordError error = new RecordError(ErrorCode.UNROUTABLE, "", "topic '_x' gives no name.", "Map it.");
        assertThat(SinkErrors.cannotRoute("_x", 0, 1, error))
                .hasMessage("Cannot write _x-0@1 to any table: topic '_x' gives no name. Map it.");
    }

    @Test
    void aTombstoneNamesEveryRemedy() {
        assertThat(SinkErrors.nullValue().remedy()).contains("ignore", "write", "dead-letter");
    }

    @Test
    void offsetsThatWentBackNameTheRemedy() {
        assertThat(SinkErrors.offsetsWentBack(new TopicPartition("t", 1), 7))
                .hasMessageContaining("t-1@7")
                .hasMessageContaining("namespace");
    }

    @Test
    void aMessageIsOneLineWhateverTheProducerWrote() {
        RecordError error =
                new RecordError(ErrorCode.MALFORMED_JSON, "", "it is \r\n2026-01-01 ERROR forged", "Fix it.");
        assertThat(SinkErrors.cannotWrite("t", 0, 1, "t", error).getMessage())
                .contains("it is \\r\\n2026-01-01 ERROR forged")
                .doesNotContain("\r", "\n");
    }

    @Test
    void anExcerptIsCutAndEscaped() {
        assertThat(Excerpt.of("a\tb")).isEqualTo("a\\tb");
        assertThat(Excerpt.of("x".repeat(80))).hasSize(80);
        assertThat(Excerpt.of("x".repeat(81))).isEqualTo("x".repeat(80) + "…");
        assertThat(Excerpt.of("\u001b[31m\u202e")).isEqualTo("\\u001B[31m\\u202E");
        assertThat(Excerpt.of("😀")).isEqualTo("😀");
        assertThat(Excerpt.of(new byte[] {'a', (byte) 0xff})).isEqualTo("a\uFFFD");
        assertThat(Excerpt.of("ü".repeat(1000).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ü".repeat(80) + "…");
    }

    @Property(tries = 1000)
    void noExcerptEndsALineOrGrowsLong(@ForAll String text) {
        String excerpt = Excerpt.of(text);
        assertThat(excerpt.length()).isLessThanOrEqualTo(81);
        assertThat(excerpt.codePoints()).noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
    }
}
