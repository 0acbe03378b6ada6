package io.sluice.analytics.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OpenWindowsTest {
    private static OpenWindows open(String window, String slide, String watermark) {
        Windowing windowing =
                new Windowing("at", Interval.parse("--window", window), Interval.parse("--slide", slide), List.of());
        return new OpenWindows(
                windowing, Interval.parse("--watermark", "5 minutes"), Optional.of(Instant.parse(watermark)), 1);
    }

    private static Instant next(String window, String slide, String watermark) {
        return open(window, slide, watermark).nextEnd(Instant.parse(watermark));
    }

    @Test
    void theNextWindowToCloseEndsAfterTheWatermark() {
        assertThat(next("10 minutes", "10 minutes", "2001-01-01T10:21:05Z")).isEqualTo("2001-01-01T10:30:00Z");
        assertThat(next("10 minutes", "10 minutes", "2001-01-01T10:30:00Z")).isEqualTo("2001-01-01T10:40:00Z");
        assertThat(next("10 minutes", "4 minutes", "2001-01-01T10:21:05Z")).isEqualTo("2001-01-01T10:22:00Z");
        assertThat(next("1 hour", "1 hour", "1969-12-31T23:30:00Z")).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void aWindowIsDueWhenTheWatermarkHasComeToItsEnd() {
        OpenWindows windows = open("10 minutes", "10 minutes", "2001-01-01T10:30:00Z");
        assertThat(windows.dueSince(Instant.parse("2001-01-01T10:29:59Z"))).isTrue();
        assertThat(windows.dueSince(Instant.parse("2001-01-01T10:30:00Z"))).isFalse();
    }

    @Test
    void theExplanationSaysWhatCloses() {
        assertThat(open("10 minutes", "10 minutes", "2001-01-01T10:21:05Z").explanation())
                .isEqualTo(
                        "append: 1 count is held back: the watermark stands at 2001-01-01 10:21:05 (the latest row less "
                                + "5 minutes), and windows that end later are open. The next that can close, 2001-01-01 10:20:00 to "
                                + "2001-01-01 10:30:00, is written after a row of 2001-01-01 10:35:00 or later");
    }
}
