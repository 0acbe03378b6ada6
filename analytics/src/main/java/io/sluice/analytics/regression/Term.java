package io.sluice.analytics.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One addend of the regression.
 *
 * @param category empty for a numeric feature
 * @param slot its place in the assembled vector
 * @param free whether it has a coefficient; the reference category of a feature has none, which is a coefficient of 0
 */
record Term(String feature, Optional<String> category, int slot, boolean free) {
    static Term numeric(Feature feature, int slot) {
        return new Term(feature.name(), Optional.empty(), slot, true);
    }

    /** As it stands in a model's card: {@code distance}, {@code origin=DTW}. */
    String name() {
        return category.map(value -> feature + "=" + value).orElse(feature);
    }

    /**
     * The encoder gives each feature a slot for each category and one for all that training did not see; the first category, the most
     * frequent, is the reference.
     */
    static List<Term> categories(List<Feature> features, String[][] labels, int firstSlot) {
        List<Term> terms = new ArrayList<>();
        int slot = firstSlot;
        for (int i = 0; i < labels.length; i++) {
            for (int category = 0; category < labels[i].length; category++) {
                terms.add(new Term(
                        features.get(i).name(), Optional.of(labels[i][category]), slot + category, category > 0));
            }
            slot += labels[i].length + 1;
        }
        return terms;
    }
}
