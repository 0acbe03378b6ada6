package io.sluice.local.child;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Runs the main class that its first argument names with the others, and ends with its parent. */
public final class RunOnLeash {
    private RunOnLeash() {}

    public static void main(String[] args) throws Throwable {
        Leash.attach();
        String[] rest = java.util.Arrays.copyOfRange(args, 1, args.length);
        MethodHandles.publicLookup()
                .findStatic(Class.forName(args[0]), "main", MethodType.methodType(void.class, String[].class))
                .invokeExact(rest);
    }
}
