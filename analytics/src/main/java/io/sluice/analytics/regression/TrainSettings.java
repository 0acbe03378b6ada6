package io.sluice.analytics.regression;

import io.sluice.analytics.catalog.Lake;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to train.
 *
 * @param model where to save it; empty for the default
 * @param testFraction share of the rows that is kept for the test, from 0 to less than 1
 * @param plot a PNG to write
 */
record TrainSettings(
        String table,
        Expression label,
        List<Expression> features,
        Optional<String> where,
        Optional<String> model,
        double testFraction,
        long seed,
        Optional<Path> plot) {

    /** Where models are unless the user says otherwise: {@code _sluice/models/<table>-<label>} in the lake. */
    org.apache.hadoop.fs.Path model(Lake lake) {
        return model.map(org.apache.hadoop.fs.Path::new)
                .orElseGet(() -> new org.apache.hadoop.fs.Path(
                        lake.root(), "_sluice/models/" + lake.location(table).getName() + "-" + label.name()));
    }
}
