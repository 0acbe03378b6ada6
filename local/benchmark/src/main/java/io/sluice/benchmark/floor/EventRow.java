package io.sluice.benchmark.floor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** From an event's bytes to its twelve columns. */
final class EventRow {
    private static final List<String> NAMES = List.of(
            "event_id",
            "device_id",
            "ts",
            "type",
            "country",
            "lat",
            "lon",
            "temperature",
            "battery",
            "ok",
            "url",
            "note");

    private final EventScan scan = new EventScan();
    private final Column[] columns = NAMES.stream().map(EventRow::column).toArray(Column[]::new);
    private final byte[][] names =
            NAMES.stream().map(name -> name.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);

    private static Column column(String name) {
        return switch (name) {
            case "event_id", "ts" -> new NumberColumn(name, false, false);
            case "battery" -> new NumberColumn(name, false, true);
            case "lat", "lon" -> new NumberColumn(name, true, false);
            case "temperature" -> new NumberColumn(name, true, true);
            case "ok" -> new BooleanColumn(name);
            default -> new TextColumn(name);
        };
    }

    List<Column> columns() {
        return Arrays.asList(columns);
    }

    /** Fields are expected in their order; one that is not is looked for. */
    void add(byte[] event) {
        scan.begin(event);
        int expected = 0;
        while (scan.nextField()) {
            int field = expected < names.length && scan.textIs(names[expected]) ? expected : search();
            add(columns[field], event);
            expected = field + 1;
        }
    }

    private void add(Column column, byte[] event) {
        if (column instanceof TextColumn text) {
            scan.nextText();
            text.add(event, scan.textStart(), scan.textEnd());
        } else if (column instanceof NumberColumn number) {
            if (number.fractions()) {
                number.add(scan.nextDouble());
            } else {
                number.add(scan.nextLong());
            }
        } else if (column instanceof BooleanColumn bool) {
            bool.add(scan.nextBoolean());
        }
    }

    private int search() {
        for (int field = 0; field < names.length; field++) {
            if (scan.textIs(names[field])) {
                return field;
            }
        }
        throw new IllegalStateException("A field that these events never have");
    }
}
