package io.sluice.connector.envelope;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** When the source made the change in hand, in microseconds since 1970: the finest of {@code source.ts_us}, {@code ts_ns}, {@code ts_ms}. */
final class SourceTime {
    /** No time is known, or none that microseconds can count. */
    static final long NONE = Long.MIN_VALUE;

    private static final String MICROS = "ts_us";
    private static final String NANOS = "ts_ns";
    private static final String MILLIS = "ts_ms";
    private static final long THOUSAND = 1_000;

    private long fromMicros;
    private long fromNanos;
    private long fromMillis;

    SourceTime() {
        forget();
    }

    void forget() {
        fromMicros = NONE;
        fromNanos = NONE;
        fromMillis = NONE;
    }

    /** Takes a field of {@code source} when it is one of the times. */
    void take(String name, long value) {
        switch (name) {
            case MICROS -> fromMicros = value;
            case NANOS -> fromNanos = Math.floorDiv(value, THOUSAND);
            case MILLIS -> fromMillis = Math.abs(value) > Long.MAX_VALUE / THOUSAND ? NONE : value * THOUSAND;
            default -> {}
        }
    }

    void take(Struct source) {
        take(source, MICROS);
        take(source, NANOS);
        take(source, MILLIS);
    }

    private void take(Struct source, String name) {
        Field field = source.schema().field(name);
        if (field != null && source.get(field) instanceof Long value) {
            take(name, value);
        }
    }

    void take(Map<?, ?> source) {
        take(source, MICROS);
        take(source, NANOS);
        take(source, MILLIS);
    }

    private void take(Map<?, ?> source, String name) {
        Object value = source.get(name);
        if (value instanceof Long || value instanceof Integer) {
            take(name, ((Number) value).longValue());
        }
    }

    long micros() {
        if (fromMicros != NONE) {
            return fromMicros;
        }
        return fromNanos == NONE ? fromMillis : fromNanos;
    }
}
