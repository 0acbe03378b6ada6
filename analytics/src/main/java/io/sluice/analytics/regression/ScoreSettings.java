package io.sluice.analytics.regression;

import io.sluice.analytics.catalog.Lake;
import io.sluice.analytics.error.UsageException;
import io.sluice.analytics.job.JobContext;
import org.apache.hadoop.fs.Path;

/**
 * What to score.
 *
 * @param model the folder of a model
 * @param column the name of the prediction
 */
record ScoreSettings(String model, String table, String column, Target target, Existing existing) {
    Scorer scorer(JobContext context) {
        ModelStore store =
                new ModelStore(new Path(model), context.spark().sessionState().newHadoopConf());
        ModelCard card = store.card(context.spark().version());
        return new Scorer(store.load(), card, column);
    }

    void refuseItself(Lake lake) {
        if (target instanceof DeltaTarget delta && lake.location(delta.table()).equals(lake.location(table))) {
            throw new UsageException("--to " + target.label() + " is the table that is scored: name another table");
        }
    }
}
