package io.sluice.analytics.materialize;

import static io.sluice.analytics.TestCommandLine.sluice;
import static io.sluice.analytics.TestCommandLine.sluiceWithoutSpark;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.analytics.support.CommandLineResult;
import io.sluice.analytics.support.Crash;
import io.sluice.analytics.support.Lines;
import io.sluice.analytics.support.SharedSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories of a source's table, landed in pieces, again and out of order, against the table itself. */
final class MaterializeCommandTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final Comparator<Change> BY_OFFSET = Comparator.comparingLong(Change::offset);
    private static final Comparator<Change> BY_LSN = Comparator.comparingLong(Change::lsn);

    @TempDir
    Path lake;

    private CommandLineResult materialize(String... options) {
        List<String> line = new ArrayList<>(List.of("materialize", "--lake", lake.toString(), "--output", "csv"));
        line.addAll(List.of("--table", "changes"));
        if (!List.of(options).contains("--into")) {
            line.addAll(List.of("--into", "orders"));
        }
        if (!List.of(options).contains("--key")) {
            line.addAll(List.of("--key", "region,id"));
        }
        line.addAll(List.of(options));
        return sluice(line.toArray(String[]::new));
    }

    private String merged(String... options) {
        CommandLineResult result = materialize(options);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out().lines().skip(1).findFirst().orElseThrow();
    }

    private String refused(String... options) {
        CommandLineResult result = materialize(options);
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        return result.err();
    }

    private void land(Change... changes) {
        Change.land(lake.resolve("changes"), List.of(changes));
    }

    private State state() {
        return new State(lake.resolve("orders"));
    }

    private Path checkpoint() {
        return lake.resolve("_checkpoints/orders");
    }

    private int lastBatch() {
        try (Stream<Path> files = Files.list(checkpoint().resolve("commits"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 1)
    void theStateIsTheSourcesTableHoweverTheChangesLandAndTheJobDies(long seed) {
        History history = History.of(seed, 400);
        List<Change> landed = new ArrayList<>();
        for (List<Change> commit : history.commits(3)) {
            Change.land(lake.resolve("changes"), commit);
            landed.addAll(commit);
            merged();
            assertThat(state().rows()).isEqualTo(History.rowsOf(landed, BY_OFFSET));
            // The next run does the last batch once more, and then the new one.
            Crash.afterWriting(lastBatch(), checkpoint());
        }
        assertThat(state().rows()).isEqualTo(history.rows());
    }

    @ParameterizedTest
    @ValueSource(longs = 3)
    void theSourcesOrderHoldsThroughMorePartitionsAndTruncates(long seed) {
        History history = History.repartitioned(seed, 400);
        List<Change> landed = new ArrayList<>();
        for (List<Change> commit : history.commits(3)) {
            Change.land(lake.resolve("changes"), commit);
            landed.addAll(commit);
            merged("--order", "_cdc_source.lsn");
            assertThat(state().rows()).isEqualTo(History.rowsOf(landed, BY_LSN));
        }
        assertThat(landed).anyMatch(change -> "t".equals(change.op()));
        assertThat(state().rows()).isEqualTo(history.rows());
    }

    @Test
    void aDeletedKeyStaysDeletedWhenItsChangesComeAgainAndComesBackWithANewerOne() {
        land(Change.of("c", 0, "eu", 1, "a"), Change.of("r", 1, "eu", 2, "b"));
        assertThat(merged()).isEqualTo("1,2,2,0,0,orders");
        land(Change.of("u", 2, "eu", 1, "a2"), Change.of("d", 3, "eu", 1, "a2"), Change.tombstone(4));
        assertThat(merged()).isEqualTo("1,3,0,0,1,orders");

        land(Change.of("c", 0, "eu", 1, "a"), Change.of("u", 2, "eu", 1, "a2"));
        assertThat(merged()).isEqualTo("1,2,0,0,0,orders");
        land(Change.of("c", 0, "eu", 1, "a"));
        assertThat(merged()).isEqualTo("1,1,0,0,0,orders");
        assertThat(state().rows()).containsExactly("eu,2,b,0.5");

        land(Change.of("c", 5, "eu", 1, "new"));
        assertThat(merged()).isEqualTo("1,1,1,0,0,orders");
        land(Change.of("d", 3, "eu", 1, "a2"));
        assertThat(merged()).isEqualTo("1,1,0,0,0,orders");
        assertThat(state().rows()).containsExactly("eu,1,new,0.5", "eu,2,b,0.5");
        assertThat(materialize().err()).contains("merged changes into orders: 0 changes of 0 keys");
    }

    @Test
    void aJobThatDiedBetweenItsTwoCommitsDoesTheRestWhenItRunsAgain() {
        land(Change.of("c", 0, "eu", 1, "a"), Change.of("c", 1, "eu", 2, "b"));
        merged();
        long before = state().version();
        land(Change.of("d", 2, "eu", 1, "a"), Change.of("u", 3, "eu", 2, "b2"));
        merged();
        // The deletions are written, the state is not.
        state().restore(before);
        Crash.afterWriting(lastBatch(), checkpoint());
        assertThat(state().rows()).containsExactly("eu,1,a,0.5", "eu,2,b,0.5");

        assertThat(merged()).isEqualTo("1,2,0,1,1,orders");
        assertThat(state().rows()).containsExactly("eu,2,b2,0.5");
    }

    @Test
    void aLostCheckpointCostsTimeAndNothingElse() {
        land(Change.of("c", 0, "eu", 1, "a"));
        land(Change.of("d", 1, "eu", 1, "a"), Change.of("c", 2, "eu", 2, "b"));
        land(Change.of("t", 3, null, 0, null));
        land(Change.of("c", 4, "eu", 3, "c"));
        merged();
        assertThat(state().rows()).containsExactly("eu,3,c,0.5");

        assertThat(merged("--checkpoint", lake.resolve("other").toString())).endsWith(",0,0,0,orders");
        assertThat(state().rows()).containsExactly("eu,3,c,0.5");
    }

    @Test
    void newColumnsOfTheChangelogAreNewColumnsOfTheState() {
        land(Change.of("c", 0, "eu", 1, "a"), Change.of("c", 1, "eu", 2, "b"));
        merged();
        landNewColumns();

        assertThat(merged()).isEqualTo("1,1,0,1,0,orders");
        assertThat(newColumns()).isEqualTo("id,note,zip\n1,late,1\n2,,\n");
    }

    private void landNewColumns() {
        SharedSpark.session(Map.of())
                .sql(
                        "SELECT 'shop.orders' _kafka_topic, 0 _kafka_partition, 2L _kafka_offset, 'u' _cdc_op, 'eu' region,"
                                + " 1L id, 'a2' `na``me.x`, 1.5D amount, 'late' note, named_struct('zip', 1) place")
                .write()
                .format("delta")
                .mode("append")
                .option("mergeSchema", "true")
                .save(lake.resolve("changes").toString());
    }

    private String newColumns() {
        String query = "SELECT id, note, place.zip FROM lake.orders ORDER BY id";
        return sluice("sql", "--lake", lake.toString(), "--output", "csv", query)
                .out();
    }

    @Test
    void aStreamMergesChangesAsTheyComeAndGoesOnWithNewColumns() throws InterruptedException {
        land(Change.of("c", 0, "eu", 1, "a"), Change.of("c", 1, "eu", 2, "b"));
        String[] line = {
            "materialize",
            "--lake",
            lake.toString(),
            "--table",
            "changes",
            "--into",
            "orders",
            "--key",
            "region,id",
            "--follow",
            "--trigger",
            "0 seconds"
        };
        Lines err = new Lines();
        Thread stream = new Thread(() -> sluice(err, line), "materialize");
        stream.start();
        try {
            err.await("batch 0  2 changes of 2 keys: 2 inserted", LIMIT);
            land(Change.of("d", 3, "eu", 2, "b"), Change.of("c", 4, "eu", 2, "b2"), Change.tombstone(5));
            err.await("batch 1  3 changes of 1 keys: 0 inserted, 1 updated, 0 deleted", LIMIT);
            landNewColumns();
            err.await("the columns of changes changed: going on with the new ones", LIMIT);
            err.await("1 changes of 1 keys: 0 inserted, 1 updated, 0 deleted", LIMIT);
        } finally {
            stream.interrupt();
            stream.join(LIMIT.toMillis());
        }
        assertThat(newColumns()).isEqualTo("id,note,zip\n1,late,1\n2,,\n");
        assertThat(state().rows()).containsExactly("eu,1,a2,1.5", "eu,2,b2,0.5");
    }

    @Test
    void withoutEnvelopesARowIsItsKeysStateAndATombstoneItsEnd() {
        topic("(0, 0, 'k1', 1, 'a'), (0, 1, 'k2', 2, 'b'), (0, 2, 'k1', 1, 'a2')");
        assertThat(merged("--key", "_kafka_key")).isEqualTo("1,3,2,0,0,orders");
        topic("(0, 3, 'k2', CAST(NULL AS INT), CAST(NULL AS STRING)), (0, 4, 'k1', 1, 'a3')");
        assertThat(merged("--key", "_kafka_key")).isEqualTo("1,2,0,1,1,orders");

        String rows = "SELECT _kafka_key, id, name FROM lake.orders";
        assertThat(sluice("sql", "--lake", lake.toString(), "--output", "csv", rows)
                        .out())
                .isEqualTo("_kafka_key,id,name\nk1,1,a3\n");
    }

    private void topic(String values) {
        SharedSpark.session(Map.of())
                .sql("SELECT 'users' _kafka_topic, col1 _kafka_partition, CAST(col2 AS BIGINT) _kafka_offset,"
                        + " col3 _kafka_key, col4 id, col5 name FROM VALUES " + values)
                .write()
                .format("delta")
                .mode("append")
                .save(lake.resolve("changes").toString());
    }

    @Test
    void changesThatKafkaDoesNotOrderAreRefusedAndMergeByTheSourcesOrder() {
        land(Change.of("c", 5, "eu", 1, "a"));
        merged();
        land(Change.of("u", 0, "eu", 1, "b").in(1));
        assertThat(refused())
                .contains("Changes that must be ordered stand in several Kafka partitions")
                .contains("shop.orders-1 and shop.orders-0")
                .contains("--order _cdc_source.lsn");
        assertThat(state().rows()).containsExactly("eu,1,a,0.5");
    }

    @Test
    void aTruncateIsRefusedWhereKafkaDoesNotOrderItAgainstTheRows() {
        land(Change.of("c", 0, "eu", 1, "a"), Change.of("c", 0, "eu", 2, "b").in(1));
        merged();
        land(new Change(0, 1, "t", null, null, null, null, 9));
        assertThat(refused()).contains("Changes that must be ordered stand in several Kafka partitions");
        assertThat(state().rows()).hasSize(2);
    }

    @Test
    void keysOfOneBatchInTwoPartitionsAreRefused() {
        land(Change.of("c", 5, "eu", 1, "a"), Change.of("u", 0, "eu", 1, "b").in(1));
        assertThat(refused()).contains("Changes that must be ordered stand in several Kafka partitions");
    }

    @Test
    void whatCannotBeMergedIsNamed() {
        land(Change.of("x", 0, "eu", 1, "a"));
        assertThat(refused()).contains("unknown operation x");
        assertThat(refused("--key", "region,nothing")).contains("Table changes has no column nothing");
        assertThat(state().rows()).isEmpty();
    }

    @Test
    void aChangeWithoutItsKeyOrItsPlaceIsRefused() {
        land(new Change(0, 0, "d", "eu", null, null, null, 1));
        assertThat(refused()).contains("1 changes (delete) have no value in the key region, id");
        assertThat(refused("--into", "others", "--order", "_cdc_before.id", "--key", "region"))
                .contains("have no place in the order _cdc_before.id");
    }

    @Test
    void rowsThatLandedBeforeTheEnvelopeWasOpenedAreRefused() {
        land(new Change(0, 0, null, "eu", 1L, "a", 1.0, 1));
        assertThat(refused()).contains("unknown operation null").contains("value.envelope=debezium");
    }

    @Test
    void aTableThatOtherRowsAreInIsRefused() {
        land(Change.of("c", 0, "eu", 1, "a"));
        Change.land(lake.resolve("orders"), List.of(Change.of("c", 0, "eu", 1, "a")));
        assertThat(refused()).contains("Cannot merge into orders").contains("the table was not made by materialize");
    }

    @Test
    void anotherKeyOrOrderThanTheTablesIsRefused() {
        land(Change.of("c", 0, "eu", 1, "a"));
        merged();
        assertThat(refused("--key", "id")).contains("The checkpoint").contains("key=region,id");
        assertThat(refused("--key", "id", "--checkpoint", lake.resolve("c2").toString()))
                .contains("the table was made with {from=changes, from.id=")
                .contains("key=region,id, order=offset}");
    }

    @Test
    void usage() {
        String[] base = {"materialize", "--table", "t", "--into", "s"};
        assertThat(sluiceWithoutSpark(base).exitCode()).isEqualTo(2);
        assertThat(sluiceWithoutSpark(with(base, "--key", "id", "--trigger", "1 second"))
                        .err())
                .contains("--trigger is for --follow");
        assertThat(sluiceWithoutSpark(with(base, "--key", "id", "--follow", "--trigger", "soon"))
                        .err())
                .contains("--trigger soon is no time");
    }

    private static String[] with(String[] base, String... more) {
        List<String> line = new ArrayList<>(Arrays.asList(base));
        line.addAll(List.of(more));
        return line.toArray(String[]::new);
    }
}
