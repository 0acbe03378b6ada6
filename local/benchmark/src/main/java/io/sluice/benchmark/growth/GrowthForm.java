package io.sluice.benchmark.growth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How much runs: {@code -Dbenchmark.form=growth} is what the published page comes from; {@code growth-short} takes minutes. Single numbers can
 * be set by {@code benchmark.cells}, {@code benchmark.commits}, {@code benchmark.log}, {@code benchmark.rounds} and {@code benchmark.series}
 * (names from {@link Series}, with commas between); an empty one is not set.
 *
 * @param rounds in each of which every series runs once
 * @param published whether the page in docs/ is written
 */
public record GrowthForm(Sizes sizes, List<Series> series, int rounds, boolean published) {
    private static final String PUBLISHED = "growth";
    private static final String SHORT = "growth-short";

    public GrowthForm {
        series = List.copyOf(series);
    }

    /** Whether a form is one of these. */
    public static boolean isOne(String form) {
        return form.equals(PUBLISHED) || form.equals(SHORT);
    }

    static GrowthForm fromProperties() {
        String form = System.getProperty("benchmark.form", SHORT);
        return switch (form) {
            case PUBLISHED -> of(new Sizes(128_000_000, 480, 10_000), 3, true);
            case SHORT -> of(new Sizes(4_000_000, 160, 1_000), 1, false);
            default ->
                throw new IllegalArgumentException(
                        "benchmark.form is '" + form + "'; it must be '" + PUBLISHED + "' or '" + SHORT + "'.");
        };
    }

    private static GrowthForm of(Sizes sizes, int rounds, boolean published) {
        return new GrowthForm(
                new Sizes(
                        Integer.getInteger("benchmark.cells", sizes.cells()),
                        Integer.getInteger("benchmark.commits", sizes.commits()),
                        Integer.getInteger("benchmark.log", sizes.log())),
                named(System.getProperty("benchmark.series", "")),
                Integer.getInteger("benchmark.rounds", rounds),
                published);
    }

    private static List<Series> named(String commaSeparated) {
        if (commaSeparated.isEmpty()) {
            return List.of(Series.values());
        }
        return Arrays.stream(commaSeparated.split(",", -1)).map(GrowthForm::one).toList();
    }

    private static Series one(String name) {
        return Arrays.stream(Series.values())
                .filter(series -> series.key().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no series '" + name + "'; there are "
                        + Arrays.stream(Series.values()).map(Series::key).collect(Collectors.joining(", ")) + "."));
    }

    /** One line for the page. */
    String setup() {
        return String.format(
                        Locale.ROOT,
                        "Rounds: %d (a longer log: %d). %s",
                        rounds,
                        Series.LOG.rounds(rounds),
                        System.getProperty("benchmark.versions", ""))
                .strip();
    }
}
