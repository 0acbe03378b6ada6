package io.sluice.benchmark.growth;

/** What a cost is for. */
enum Unit {
    CELL("cell", "ns", 1, "%.1f"),
    COMMIT("commit", "ms", 1e6, "%.2f");

    private final String one;
    private final String time;
    private final double nanos;
    private final String format;

    Unit(String one, String time, double nanos, String format) {
        this.one = one;
        this.time = time;
        this.nanos = nanos;
        this.format = format;
    }

    /** Its name. */
    String one() {
        return one;
    }

    /** The unit of time in which its cost is told. */
    String time() {
        return time;
    }

    /** Nanoseconds in {@link #time}. */
    double nanos() {
        return nanos;
    }

    /** Of its cost in that unit of time. */
    String format() {
        return format;
    }
}
