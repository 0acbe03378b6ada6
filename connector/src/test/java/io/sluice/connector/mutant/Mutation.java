package io.sluice.connector.mutant;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.utility.JavaModule;

/** A bug in the running classes, until it is closed. Retransformed, not redefined, so that what measures coverage stays in them. */
final class Mutation implements AutoCloseable {
    private static final Instrumentation JVM = ByteBuddyAgent.install();

    private static final Map<String, Throwable> MISFITS = new ConcurrentHashMap<>();

    private final Map<ResettableClassFileTransformer, DiscoveryStrategy> transformers = new LinkedHashMap<>();

    Mutation(Mutant mutant) {
        for (Mutant.Patch patch : mutant.patches()) {
            DiscoveryStrategy only = new DiscoveryStrategy.Explicit(load(patch.type()));
            ElementMatcher.Junction<MethodDescription> method =
                    patch.method().equals("<init>") ? isConstructor() : named(patch.method());
            ResettableClassFileTransformer transformer = new AgentBuilder.Default()
                    .disableClassFormatChanges()
                    .with(RedefinitionStrategy.RETRANSFORMATION)
                    .with(only)
                    .with(new Misfits())
                    .ignore(ignored -> false, ignored -> false)
                    .type(named(patch.type()))
                    .transform((builder, type, loader, module, domain) ->
                            builder.visit(Advice.to(patch.advice()).on(method)))
                    .installOn(JVM);
            transformers.put(transformer, only);
            requireFit(patch);
        }
    }

    /** A mutant that no longer fits its class changes nothing, and a suite may be red for another reason. */
    private static final class Misfits extends AgentBuilder.Listener.Adapter {
        @Override
        public void onError(
                String typeName, ClassLoader classLoader, JavaModule module, boolean loaded, Throwable throwable) {
            MISFITS.put(typeName, throwable);
        }
    }

    private void requireFit(Mutant.Patch patch) {
        Throwable misfit = MISFITS.remove(patch.type());
        if (misfit != null) {
            close();
            throw new IllegalStateException(
                    "The mutant does not fit " + patch.type() + ": it must follow the class", misfit);
        }
    }

    private static Class<?> load(String type) {
        try {
            return Class.forName(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("No class " + type + ": the mutant must follow it", e);
        }
    }

    @Override
    public void close() {
        transformers.forEach(
                (transformer, only) -> transformer.reset(JVM, RedefinitionStrategy.RETRANSFORMATION, only));
    }
}
