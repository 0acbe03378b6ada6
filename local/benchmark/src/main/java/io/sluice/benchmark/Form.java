package io.sluice.benchmark;

import io.sluice.benchmark.contender.Contender;
import io.sluice.benchmark.contender.Contenders;
import java.util.List;

/**
 * How much runs: {@code -Dbenchmark.form=long}, an hour or two, is what the published page comes from; {@code short} takes minutes. Single
 * numbers can be set by {@code benchmark.records}, {@code benchmark.warm}, {@code benchmark.rounds} and {@code benchmark.runs}; an empty one is
 * not set.
 *
 * @param records of the topic
 * @param warm records after which CPU and time count
 * @param rounds in each of which every contender runs once
 * @param published whether the page in docs/ is written
 */
record Form(long records, long warm, int rounds, List<Contender> contenders, boolean published) {
    private static final String ALL =
            "ours-raw-1,ours-raw-2,ours-maps-1,ours-maps-2,iceberg-1,iceberg-2,spark,spark-1m,drop-bytes-1,drop-bytes-2,"
                    + "drop-maps-1,drop-maps-2,floor";
    private static final String SOME =
            "ours-raw-1,ours-raw-2,ours-maps-2,iceberg-2,spark,drop-bytes-2,drop-maps-2,floor";

    static Form fromProperties() {
        String form = System.getProperty("benchmark.form", "short");
        return switch (form) {
            case "long" -> of(20_000_000, 2_000_000, 5, ALL, true);
            case "short" -> of(1_000_000, 400_000, 1, SOME, false);
            default ->
                throw new IllegalArgumentException(
                        "benchmark.form is '" + form + "'; it must be 'short', 'long', 'growth' or 'growth-short'.");
        };
    }

    private static Form of(long records, long warm, int rounds, String runs, boolean published) {
        long set = Long.getLong("benchmark.records", records);
        String named = System.getProperty("benchmark.runs", "");
        return new Form(
                set,
                Long.getLong("benchmark.warm", Math.min(warm, set / 2)),
                Integer.getInteger("benchmark.rounds", rounds),
                Contenders.named(named.isEmpty() ? runs : named),
                published);
    }
}
