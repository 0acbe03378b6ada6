package io.sluice.analytics.windows;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import scala.Option;

/**
 * Catches the measures of a batch computation. Spark's Observation does the same, but when a query cannot even be planned (an
 * unknown topic) it logs a stack trace of its own, and it would wait for ever for measures that never come.
 */
final class BatchMeasure implements QueryExecutionListener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final SparkSession spark;
    private final CompletableFuture<Row> measures = new CompletableFuture<>();

    BatchMeasure(SparkSession spark) {
        this.spark = spark;
        spark.listenerManager().register(this);
    }

    @Override
    public void onSuccess(String function, QueryExecution query, long nanos) {
        Option<Row> row = query.observedMetrics().get(Measures.READ);
        if (row.isDefined()) {
            measures.complete(row.get());
        }
    }

    @Override
    public void onFailure(String function, QueryExecution query, Exception failure) {
        measures.completeExceptionally(failure);
    }

    /** To be called after the computation; Spark tells its listeners a moment later. Empty if it did not. */
    Optional<Measures.Left> left() throws InterruptedException {
        try {
            return Optional.of(Measures.left(measures.get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        spark.listenerManager().unregister(this);
    }
}
