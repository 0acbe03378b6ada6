package io.sluice.analytics.regression;

import io.sluice.analytics.output.ResultTable;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * How many rows were scored.
 *
 * @param withoutPrediction whose prediction is null, because a feature is missing
 * @param unseenCategory scored like the reference category, because training never saw theirs
 */
record Scored(long rows, long withoutPrediction, long unseenCategory) {
    static final Scored NONE = new Scored(0, 0, 0);

    static Scored of(Row counts) {
        return new Scored(counts.getLong(0), counts.getLong(1), counts.getLong(2));
    }

    Scored plus(Scored more) {
        return new Scored(
                rows + more.rows, withoutPrediction + more.withoutPrediction, unseenCategory + more.unseenCategory);
    }

    ResultTable table(Target target) {
        return new ResultTable(
                "",
                List.of("rows", "without_prediction", "unseen_category", "target"),
                List.of(List.of(rows, withoutPrediction, unseenCategory, target.label())));
    }

    @Override
    public String toString() {
        return rows + " rows"
                + (withoutPrediction == 0
                        ? ""
                        : ", " + withoutPrediction + " without a prediction: a feature is missing")
                + (unseenCategory == 0 ? "" : ", " + unseenCategory + " of a category that training never saw");
    }
}
