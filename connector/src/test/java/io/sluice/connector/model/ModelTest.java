package io.sluice.connector.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every order of events within some bounds keeps the protocol's promise, and each of eight changes to the protocol breaks it.
 *
 * <p>The short form runs by default; {@code -Dsluice.model=long} goes through more than four million states.
 */
final class ModelTest {
    private static final List<Model.Bounds> SHORT =
            List.of(new Model.Bounds(1, 3, 2, 7), new Model.Bounds(1, 2, 3, 7), new Model.Bounds(2, 1, 2, 7));
    private static final List<Model.Bounds> LONG =
            List.of(new Model.Bounds(1, 3, 3, 6), new Model.Bounds(2, 2, 1, 7), new Model.Bounds(2, 1, 3, 5));

    @Test
    void noOrderOfEventsLandsARecordTwiceOrNotAtAll() {
        List<Model.Bounds> all = new ArrayList<>(SHORT);
        if (System.getProperty("sluice.model", "short").equals("long")) {
            all.addAll(LONG);
        }
        int states = 0;
        for (Model.Bounds bounds : all) {
            Model.Result result = Model.explore(Variant.DESIGNED, bounds);
            assertThat(result.violation()).as(bounds.toString()).isEmpty();
            states += result.states();
        }
        System.out.printf(
                "FIGURE A7 | model, all orders of events within %s | %d states exhausted, 0 violations | seed -%n",
                all, states);
    }

    @ParameterizedTest
    @CsvSource({
        "NO_COMPARISON, 1, 8, twice",
        "ORDER_INSTEAD_OF_EQUALITY, 1, 9, twice",
        "COMPARED_ONCE, 1, 9, twice",
        "BLIND_RETRY, 1, 6, twice",
        "FENCED_ADOPTS, 1, 9, twice",
        "FILES_CLEANED_UP, 1, 5, lost",
        "UNCONDITIONAL_PUT, 1, 10, twice",
        "PARTIAL_REVOKE_KEEPS_FILE, 2, 9, twice"
    })
    void eachWeakerProtocolBreaksThePromise(Variant variant, int partitions, int steps, String what) {
        Model.Bounds bounds = partitions == 1 ? new Model.Bounds(1, 3, 2, 7) : new Model.Bounds(2, 1, 2, 7);

        Model.Violation violation = Model.explore(variant, bounds).violation().orElseThrow();

        assertThat(violation.what()).contains(what);
        assertThat(violation.way()).as("the shortest way").hasSize(steps);
        System.out.printf(
                "FIGURE A7 | model mutant %s | found in %d steps: %s | seed -%n",
                variant, steps, String.join(" > ", violation.way()));
    }
}
