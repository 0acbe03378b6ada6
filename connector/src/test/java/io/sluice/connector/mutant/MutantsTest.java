package io.sluice.connector.mutant;

import static io.sluice.connector.mutant.Mutant.patch;
import static io.sluice.connector.mutant.Mutant.simulated;
import static io.sluice.connector.mutant.Mutant.tested;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.sluice.connector.TaskMutants;
import io.sluice.connector.lake.LakeMutants;
import io.sluice.connector.offset.OffsetMutants;
import io.sluice.connector.simulation.SimulatedSeed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * Proof that the tests bite: each bug, put into the real classes, turns the suite that is named for it red, and without it the suite is
 * green. A bug for the simulator is looked for first with a seed that is known to find it, then with the first 500.
 */
final class MutantsTest {
    private static final String ROOT = "io.sluice.connector.";
    private static final int SEEDS = 500;

    private static final Map<String, Optional<String>> WITHOUT_BUGS = new HashMap<>();

    private static final AtomicInteger FOUND = new AtomicInteger();

    static Stream<Mutant> bugs() {
        return Stream.concat(forTheSimulator(), forTestClasses());
    }

    private static Stream<Mutant> forTheSimulator() {
        String landing = ROOT + "lake.Landing";
        String task = ROOT + "StartedTask";
        String connects = ROOT + "LakeSinkTask";
        String tables = ROOT + "OpenTables";
        return Stream.of(
                simulated(1, "nothing is compared", patch(landing, "fence", LakeMutants.NoFencing.class)),
                simulated(
                        24,
                        "order is compared, not equality",
                        patch(landing, "fence", LakeMutants.OrderInsteadOfEquality.class)),
                simulated(
                        54,
                        "compared before the first put only",
                        patch(landing, "fence", LakeMutants.ComparedOnce.class)),
                simulated(
                        43,
                        "committed from another snapshot than the one compared",
                        patch(landing, "commit", LakeMutants.AnotherSnapshot.class)),
                simulated(
                        56,
                        "a fenced task adopts the new offsets and keeps its buffer",
                        patch(task, "discard", TaskMutants.KeepsTheBufferWhenFenced.class),
                        patch(ROOT + "OpenTable", "settled", TaskMutants.AdoptsOffsets.class)),
                simulated(
                        37,
                        "files are deleted after a put of unknown outcome",
                        patch(landing, "commit", LakeMutants.FilesCleanedUp.class)),
                simulated(
                        1,
                        "the last offset is written instead of the next",
                        patch(ROOT + "offset.OffsetRange", "next", OffsetMutants.LastInsteadOfNext.class)),
                simulated(
                        5,
                        "partitions are known by the names that SMTs gave",
                        patch(ROOT + "Coordinates", "partition", TaskMutants.RenamedTopics.class)),
                simulated(
                        1,
                        "what the table holds is taken again",
                        patch(tables, "expected", TaskMutants.TakesRedelivery.class)),
                simulated(
                        14,
                        "a task goes on after it failed",
                        patch(connects, "preCommit", TaskMutants.GoesOnAfterAFailure.class),
                        patch(connects, "close", TaskMutants.GoesOnAfterAFailure.class)),
                simulated(1, "close flushes", patch(task, "close", TaskMutants.FlushesInClose.class)),
                simulated(
                        1,
                        "the buffer is kept when partitions go",
                        patch(task, "discard", TaskMutants.KeepsTheBufferInClose.class)),
                simulated(
                        1,
                        "preCommit returns its argument",
                        patch(connects, "preCommit", TaskMutants.TellsWhatWasDelivered.class)),
                simulated(
                        2,
                        "the group's offset follows the first table",
                        patch(tables, "unlanded", TaskMutants.AsksTheFirstTable.class)),
                simulated(
                        2,
                        "records are taken while a rewind is pending",
                        patch(ROOT + "offset.PartitionState", "admit", OffsetMutants.TakesWhileRewinding.class)),
                simulated(
                        12,
                        "a position that counts refused records is believed",
                        patch(ROOT + "offset.PartitionState", "moving", OffsetMutants.BelievesThePosition.class)),
                simulated(
                        1,
                        "the ledger is not compared",
                        patch(ROOT + "lake.LedgerLanding", "fence", LakeMutants.NoFencing.class)),
                simulated(
                        1,
                        "dead letters land after what passes them",
                        patch(tables, "lettersFirst", TaskMutants.LettersLast.class)),
                simulated(
                        209,
                        "the tables seen so far are taken for all",
                        patch(tables, "route", TaskMutants.RemembersTables.class),
                        patch(tables, "tablesOf", TaskMutants.KnowsTheTablesSeenSoFar.class)));
    }

    private static Stream<Mutant> forTestClasses() {
        String lakeTable = ROOT + "lake.LakeTableTest#";
        return Stream.of(
                tested(
                        lakeTable + "letsOneOfTwoCommitsFromOneSnapshotWin",
                        "Kernel rebases by itself",
                        patch("io.delta.kernel.internal.TransactionImpl", "<init>", LakeMutants.KernelRetries.class)),
                tested(
                        lakeTable + "takesARefusedRetryOfItsOwnPutForItsOwn",
                        "a refused put is another's",
                        patch(ROOT + "lake.VersionPut", "run", LakeMutants.RefusedIsAnothers.class)),
                tested(
                        lakeTable + "letsOneOfTwoCommitsFromOneSnapshotWin",
                        "the last put of a version wins",
                        patch("io.sluice.storage.LocalLogStore", "write", LakeMutants.UnconditionalPut.class)),
                tested(
                        ROOT + "lake.LedgerTableTest#letsOneOfTwoCommitsFromOneSnapshotWin",
                        "the last put of a ledger's version wins",
                        patch("io.sluice.storage.LocalLogStore", "write", LakeMutants.UnconditionalPut.class)),
                tested(
                        lakeTable + "saysInTheLogWhatItDid",
                        "offsets have no date",
                        patch("io.delta.kernel.internal.actions.SetTransaction", "<init>", LakeMutants.Undated.class)),
                tested(
                        ROOT + "FanOutTest#refusesAnotherRoutingUntilAllThatLandedIsInTheLedger",
                        "another routing takes over what is not in the ledger",
                        patch(ROOT + "lake.LedgerClaim", "requireDrained", LakeMutants.Skipped.class)),
                tested(
                        ROOT + "offset.AppIdTest#encodesEachPart",
                        "parts of an appId are not escaped",
                        patch(ROOT + "offset.AppId", "encode", OffsetMutants.NoEscaping.class)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void eachBugIsFoundByTheSuiteThatIsNamedForIt(Mutant mutant) {
        Optional<String> found;
        try (Mutation bug = new Mutation(mutant)) {
            assertThat(bug).isNotNull();
            found = mutant.test() == null ? simulate(mutant) : runTest(mutant.test());
        }
        assertThat(found).as("the mutant survived").isPresent();
        System.out.printf("FIGURE A7 | seeded bug: %s | found by %s%n", mutant.name(), found.orElseThrow());

        FOUND.incrementAndGet();
        Optional<String> without = mutant.test() == null
                ? SimulatedSeed.violation(SimulatedSeed.lastRun())
                : WITHOUT_BUGS.computeIfAbsent(mutant.test(), MutantsTest::runTest);
        assertThat(without).as("found without the bug").isEmpty();
    }

    @AfterAll
    static void sayHowMany() {
        System.out.printf(
                "FIGURE A7 | seeded bugs in the connector, each in the real classes | %d of %d found | seed -%n",
                FOUND.get(), bugs().count());
    }

    private static Optional<String> simulate(Mutant mutant) {
        Optional<String> known = SimulatedSeed.violation(mutant.seed());
        for (long seed = 1; seed <= SEEDS && known.isEmpty(); seed++) {
            known = SimulatedSeed.violation(seed);
        }
        return known.map(what -> "the simulator: " + what + " | seed " + SimulatedSeed.lastRun());
    }

    private static Optional<String> runTest(String test) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(test))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        assertThat(listener.getSummary().getTestsFoundCount()).isOne();
        boolean failed = listener.getSummary().getTotalFailureCount() > 0;
        return failed ? Optional.of(test.substring(test.lastIndexOf('.') + 1) + " | seed -") : Optional.empty();
    }
}
