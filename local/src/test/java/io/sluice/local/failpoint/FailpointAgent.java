package io.sluice.local.failpoint;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Puts the failpoints into a worker's classes as they are loaded. Argument: the folder where they are armed. */
public final class FailpointAgent {
    private FailpointAgent() {}

    public static void premain(String folder, Instrumentation instrumentation) {
        System.setProperty(Hits.FOLDER, folder);
        // Decorated, for all that is woven are visitors: no type beyond the class itself is looked at.
        AgentBuilder builder = new AgentBuilder.Default()
                .with(AgentBuilder.InitializationStrategy.NoOp.INSTANCE)
                .with(AgentBuilder.TypeStrategy.Default.DECORATE)
                .with(AgentBuilder.Listener.StreamWriting.toSystemError().withErrorsOnly());
        for (Failpoint failpoint : Failpoint.values()) {
            for (Failpoint.Place place : failpoint.places()) {
                builder = builder.type(named(place.type())).transform((type, description, loader, module, domain) -> {
                    var woven = type.visit(Advice.withCustomMapping()
                            .bind(Name.class, failpoint.toString())
                            .to(advice(failpoint.at()))
                            .on(named(place.method())));
                    return failpoint.at() == Failpoint.At.LATER_ENTRY
                            ? woven.visit(Advice.to(Begin.class).on(named("run")))
                            : woven;
                });
            }
        }
        for (Failpoint.Place place : Failpoint.AFTER_CHECK.places()) {
            builder = builder.type(named(place.type()))
                    .transform((type, description, loader, module, domain) ->
                            type.visit(Advice.to(Compared.class).on(named(place.method()))));
        }
        if (Files.exists(Path.of(folder, Hits.CLOCK))) {
            builder = builder.type(nameStartsWith("io.sluice.connector.").or(nameStartsWith("io.delta.")))
                    .transform((type, description, loader, module, domain) ->
                            type.visit(new AsmVisitorWrapper.ForDeclaredMethods().method(any(), new MovedClock())));
        }
        builder.installOn(instrumentation);
    }

    private static Class<?> advice(Failpoint.At at) {
        return switch (at) {
            case ENTRY -> Entry.class;
            case EXIT -> Exit.class;
            case SOME_ENTRY -> SomeEntry.class;
            case ENTRY_WITH_WORK -> EntryWithWork.class;
            case LATER_ENTRY -> LaterEntry.class;
        };
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Name {}

    static final class Entry {
        private Entry() {}

        @Advice.OnMethodEnter
        static void enter(@Name String name) {
            Hits.reached(name);
        }
    }

    /** Not after an exception. */
    static final class Exit {
        private Exit() {}

        @Advice.OnMethodExit
        static void exit(@Name String name) {
            Hits.reached(name);
        }
    }

    static final class Compared {
        private Compared() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(typing = Assigner.Typing.DYNAMIC) Object outcome) {
            Hits.compared(outcome);
        }
    }

    static final class SomeEntry {
        private SomeEntry() {}

        @Advice.OnMethodEnter
        static void enter(@Name String name) {
            Hits.someReached(name);
        }
    }

    static final class EntryWithWork {
        private EntryWithWork() {}

        @Advice.OnMethodEnter
        static void enter(@Name String name, @Advice.Argument(0) Collection<?> work) {
            Hits.reachedWithWork(name, work);
        }
    }

    static final class LaterEntry {
        private LaterEntry() {}

        @Advice.OnMethodEnter
        static void enter(@Name String name) {
            Hits.reachedAgain(name);
        }
    }

    static final class Begin {
        private Begin() {}

        @Advice.OnMethodEnter
        static void enter() {
            Hits.begun();
        }
    }
}
