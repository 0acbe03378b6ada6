package io.sluice.benchmark.events;

import java.util.function.ToLongFunction;

/** A whole number over all events that a table of them must give too: each column's values enter at least one. */
public enum Checksum {
    ROWS("count(*)", event -> 1),
    DISTINCT_IDS("count(DISTINCT event_id)", event -> 1),
    IDS("sum(event_id)", Event::id),
    DEVICES("sum(CAST(substr(device_id, 5) AS BIGINT))", Event::device),
    TIMES("sum(ts - 1700000000000)", event -> event.time() - 1_700_000_000_000L),
    TYPES(
            "sum(ascii(type) * length(type))",
            event -> (long) event.type().charAt(0) * event.type().length()),
    COUNTRIES(
            "sum(ascii(country) * 256 + ascii(substr(country, 2)))",
            event -> event.country().charAt(0) * 256L + event.country().charAt(1)),
    LATITUDES("sum(CAST(round(lat * 100000) AS BIGINT))", Event::lat),
    LONGITUDES("sum(CAST(round(lon * 100000) AS BIGINT))", Event::lon),
    TEMPERATURES("sum(CAST(round(temperature * 100) AS BIGINT))", Event::temperature),
    BATTERIES("sum(battery)", Event::battery),
    OK("sum(CAST(ok AS INT))", event -> event.ok() ? 1 : 0),
    PAGES(
            "sum(CAST(substr(url, 23) AS BIGINT) + length(url))",
            event -> event.page() + 22 + Integer.toString(event.page()).length()),
    NOTES(
            "sum(ascii(note) * length(note) + ascii(substr(note, 40)))",
            event -> (long) event.note().charAt(0) * event.note().length()
                    + event.note().charAt(39));

    private final String sql;

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas that capture nothing.
    private final ToLongFunction<Event> part;

    Checksum(String sql, ToLongFunction<Event> part) {
        this.sql = sql;
        this.part = part;
    }

    /** An aggregate in DuckDB's SQL. */
    public String sql() {
        return sql;
    }

    long part(Event event) {
        return part.applyAsLong(event);
    }
}
