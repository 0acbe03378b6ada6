package io.sluice.storage;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.Optional;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Proof that the tests bite: a bug in the real class turns the test that is named for it red, and without it the test is green. */
final class S3MutantTest {
    private static final String TEST = S3LogStoreTest.class.getName() + "#takesAConflictForNeitherAYesNorANo";

    /** For {@code S3LogStore.owner}: whoever S3 answers 409 to is told that another's object is there. */
    @SuppressWarnings("UnusedVariable") // What is assigned to the return value is what the method returns.
    static final class ConflictMeansExists {
        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(2) IOException failure, @Advice.Return(readOnly = false) Optional<String> owner) {
            owner = owner.isEmpty() && failure != null ? Optional.of("another") : owner;
        }
    }

    @Test
    void aConflictThatIsTakenForAnothersCommitIsFound() {
        Instrumentation jvm = ByteBuddyAgent.install();
        DiscoveryStrategy only = new DiscoveryStrategy.Explicit(S3LogStore.class);
        ResettableClassFileTransformer bug = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(RedefinitionStrategy.RETRANSFORMATION)
                .with(only)
                .type(named(S3LogStore.class.getName()))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(ConflictMeansExists.class).on(named("owner"))))
                .installOn(jvm);
        long red;
        try {
            red = failures();
        } finally {
            bug.reset(jvm, RedefinitionStrategy.RETRANSFORMATION, only);
        }

        assertThat(red).as("the mutant survived").isOne();
        assertThat(failures()).as("found without the bug").isZero();
        System.out.println(
                "FIGURE A7 | seeded bug: S3's 409 is taken for another's commit | found by S3LogStoreTest#takesAConflictForNeitherAYesNorANo | seed -");
    }

    private static long failures() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(TEST))
                                .build(),
                        listener);
        assertThat(listener.getSummary().getTestsFoundCount()).isOne();
        return listener.getSummary().getTotalFailureCount();
    }
}
