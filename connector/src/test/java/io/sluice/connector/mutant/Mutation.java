package io.sluice.connector.mutant;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.Instrumentation;
import java.util.LinkedHashMap;
import java.util.Map;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** A bug in the running classes, until it is closed. Retransformed, not redefined, so that what measures coverage stays in them. */
final class Mutation implements AutoCloseable {
    private static final Instrumentation JVM = ByteBuddyAgent.install();

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
                    .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly())
                    .ignore(ignored -> false, ignored -> false)
                    .type(named(patch.type()))
                    .transform((builder, type, loader, module, domain) ->
                            builder.visit(Advice.to(patch.advice()).on(method)))
                    .installOn(JVM);
            transformers.put(transformer, only);
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
