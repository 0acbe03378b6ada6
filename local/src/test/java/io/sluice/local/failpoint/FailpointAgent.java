package io.sluice.local.failpoint;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.util.Collection;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/** Puts the failpoints into a worker's classes as they are loaded. Argument: the folder where they are armed. */
public final class FailpointAgent {
    private FailpointAgent() {}

    public static void premain(String folder, Instrumentation instrumentation) {
        System.setProperty(Hits.FOLDER, folder);
        AgentBuilder builder = new AgentBuilder.Default();
        for (Failpoint failpoint : Failpoint.values()) {
            builder = builder.type(named(failpoint.type())).transform((type, description, loader, module, domain) -> {
                var woven = type.visit(Advice.withCustomMapping()
                        .bind(Name.class, failpoint.toString())
                        .to(advice(failpoint.at()))
                        .on(named(failpoint.method())));
                return failpoint.at() == Failpoint.At.LATER_ENTRY
                        ? woven.visit(Advice.to(Begin.class).on(named("run")))
                        : woven;
            });
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
