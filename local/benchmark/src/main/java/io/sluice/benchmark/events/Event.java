package io.sluice.benchmark.events;

import java.util.SplittableRandom;

/** One event of twelve fields, about 254 bytes as JSON; {@link #next} makes it the next of the seed's sequence. */
final class Event {
    private static final String[] TYPES = {
        "click", "view", "purchase", "login", "logout", "heartbeat", "error", "scroll"
    };
    private static final String[] COUNTRIES = {
        "AR", "AT", "AU", "BE", "BR", "CA", "CH", "CL", "CN", "CO", "CZ", "DE", "DK", "EG", "ES", "FI", "FR", "GB",
        "GR", "HU", "ID", "IE", "IL", "IN", "IT", "JP", "KE", "KR", "MA", "MX", "MY", "NG", "NL", "NO", "NZ", "PE",
        "PH", "PL", "PT", "RO", "SE", "SG", "TH", "TR", "UA", "US", "VN", "ZA"
    };
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .";
    private static final int NOTE = 40;
    private static final long START = 1_700_000_000_000L;

    private final SplittableRandom random;
    private final StringBuilder note = new StringBuilder(NOTE);
    private long id = -1;
    private int device;
    private long time;
    private String type;
    private String country;
    private long lat;
    private long lon;
    private long temperature;
    private int battery;
    private boolean ok;
    private int page;

    Event(long seed) {
        random = new SplittableRandom(seed);
    }

    void next() {
        id++;
        device = random.nextInt(10_000);
        time = START + id * 3 + random.nextInt(1_000);
        type = TYPES[random.nextInt(TYPES.length)];
        country = COUNTRIES[random.nextInt(COUNTRIES.length)];
        lat = random.nextLong(-9_000_000, 9_000_000);
        lon = random.nextLong(-18_000_000, 18_000_000);
        temperature = random.nextInt(-2_000, 4_500);
        battery = random.nextInt(101);
        ok = random.nextInt(10) != 0;
        page = random.nextInt(20_000);
        note.setLength(0);
        for (int letter = 0; letter < NOTE; letter++) {
            note.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
    }

    void json(StringBuilder out) {
        out.append("{\"event_id\":").append(id).append(",\"device_id\":\"");
        key(out);
        out.append("\",\"ts\":").append(time);
        out.append(",\"type\":\"").append(type).append("\",\"country\":\"").append(country);
        out.append("\",\"lat\":");
        decimal(out, lat, 100_000);
        out.append(",\"lon\":");
        decimal(out, lon, 100_000);
        out.append(",\"temperature\":");
        decimal(out, temperature, 100);
        out.append(",\"battery\":").append(battery).append(",\"ok\":").append(ok);
        out.append(",\"url\":\"https://example.com/p/").append(page);
        out.append("\",\"note\":\"").append(note).append("\"}");
    }

    /** The device: the record's key too, which spreads the records over the partitions. */
    void key(StringBuilder out) {
        out.append("dev-");
        padded(out, device, 10_000);
    }

    private static void decimal(StringBuilder out, long value, long scale) {
        if (value < 0) {
            out.append('-');
        }
        long positive = Math.abs(value);
        out.append(positive / scale).append('.');
        padded(out, positive % scale, scale / 10);
    }

    private static void padded(StringBuilder out, long value, long highest) {
        for (long digit = highest; digit > 0; digit /= 10) {
            out.append((char) ('0' + value / digit % 10));
        }
    }

    long id() {
        return id;
    }

    int device() {
        return device;
    }

    long time() {
        return time;
    }

    String type() {
        return type;
    }

    String country() {
        return country;
    }

    /** In units of 0.00001 degrees. */
    long lat() {
        return lat;
    }

    /** In units of 0.00001 degrees. */
    long lon() {
        return lon;
    }

    /** In units of 0.01 degrees. */
    long temperature() {
        return temperature;
    }

    int battery() {
        return battery;
    }

    boolean ok() {
        return ok;
    }

    int page() {
        return page;
    }

    CharSequence note() {
        return note;
    }
}
