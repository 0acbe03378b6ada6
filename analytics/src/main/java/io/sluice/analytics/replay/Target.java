package io.sluice.analytics.replay;

import static org.apache.spark.sql.functions.col;

import io.sluice.analytics.catalog.Lake;
import io.sluice.analytics.catalog.Replays;
import io.sluice.analytics.error.JobException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.mutable.ListBuffer;

/**
 * A table that letters go back into, as it is at one version, and the Delta transaction that was begun there. The commit stands on what was
 * read: Delta refuses it if another replay has committed since, or if the columns have changed; what the connector lands meanwhile does not
 * disturb it, nor it the connector, since both only add.
 *
 * @param replays whose letters are back already
 * @param count of the replays so far
 */
record Target(String name, String location, OptimisticTransaction transaction, Replays replays, long count) {
    private static final String TXN_RETENTION = "delta.setTransactionRetentionDuration";

    /** @throws JobException the table is not there, is plain Parquet, or forgets what was put back */
    @SuppressWarnings(
            "deprecation") // The other form is not in every Delta; deprecated for catalogs, which a lake has none of.
    static Target open(SparkSession spark, Lake lake, String name) {
        String location = lake.require(name).toString();
        OptimisticTransaction transaction =
                DeltaLog.forTableWithSnapshot(spark, location)._1().startTransaction();
        if (transaction.metadata().configuration().contains(TXN_RETENTION)) {
            throw new JobException(
                    "Cannot put letters back into " + name,
                    TXN_RETENTION + " lets the table forget what was put back, and the connector what has landed",
                    "Run ALTER TABLE … UNSET TBLPROPERTIES ('" + TXN_RETENTION + "')");
        }
        Replays replays = Replays.of(location, transaction.snapshot());
        long count = Math.max(0, transaction.txnVersion(Replays.COUNTER));
        return new Target(name, location, transaction, replays, count);
    }

    StructType columns() {
        return transaction.metadata().schema();
    }

    /** The coordinates of the rows that are in the table, as far as it has the columns; empty when they do not tell one row from another. */
    Optional<Dataset<Row>> rows(SparkSession spark) {
        List<String> there = Arrays.asList(columns().fieldNames());
        if (!there.containsAll(Replays.IDENTITY.subList(0, 3))) {
            return Optional.empty();
        }
        Column[] identity = Replays.IDENTITY.stream()
                .filter(there::contains)
                .map(name -> col(name))
                .toArray(Column[]::new);
        return Optional.of(spark.read()
                .format("delta")
                .option("versionAsOf", transaction.snapshot().version())
                .load(location)
                .select(identity));
    }

    /**
     * Puts rows in, and with them, in one commit, the record of which letters they were.
     *
     * @param letters the columns of {@link Replays#IDENTITY}, and the row as {@link RowMaker#ROW}; its lineage cut, so that both readings agree
     * @return the version
     * @throws org.apache.spark.sql.delta.DeltaConcurrentModificationException what was read is out of date; nothing was put in
     */
    long put(Dataset<Row> letters, long number, String from, long now) {
        String id = UUID.randomUUID().toString();
        replays.record(id, letters);
        ListBuffer<Action> actions = new ListBuffer<>();
        scala.collection.Iterator<FileAction> files =
                transaction.writeFiles(letters.select(RowMaker.ROW + ".*")).iterator();
        while (files.hasNext()) {
            actions.$plus$eq(files.next());
        }
        Option<Object> at = Option.apply(now);
        actions.$plus$eq(new SetTransaction(Replays.COUNTER, count + 1, at));
        actions.$plus$eq(new SetTransaction(Replays.appId(id), count + 1, at));
        String note = "Sluice replay of " + number + " dead letters from " + from;
        return transaction.commit(
                actions.toList(),
                new DeltaOperations.Write(SaveMode.Append, Option.empty(), Option.empty(), Option.apply(note)));
    }
}
