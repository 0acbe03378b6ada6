package io.sluice.analytics.output;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A value as text for one cell of a table or of CSV. Timestamps are in UTC, whatever the machine's zone. */
final class CellText {
    private static final DateTimeFormatter SECONDS = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private CellText() {}

    static String of(Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof Instant instant) {
            return SECONDS.format(instant.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof Timestamp timestamp) {
            return of(timestamp.toInstant());
        }
        if (value instanceof LocalDateTime local) {
            return SECONDS.format(local);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return HexFormat.of().withUpperCase().formatHex(bytes);
        }
        if (value instanceof List || value instanceof Map) {
            return JsonText.of(value);
        }
        return value.toString();
    }
}
