package io.sluice.local.child;

import java.io.PrintStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Formats the log directory as {@code kafka-storage.sh format} does and then runs the broker, in one JVM: the tool's own main method
 * would end it. Arguments: the properties file and the cluster id.
 */
public final class BrokerOnLeash {
    private BrokerOnLeash() {}

    public static void main(String[] args) throws Throwable {
        Leash.attach();
        String[] format = {"format", "--cluster-id", args[1], "--ignore-formatted", "--config", args[0]};
        int status = (int) execute().invokeExact(format, System.out);
        if (status != 0) {
            System.exit(status);
        }
        String[] broker = {args[0]};
        MethodHandles.publicLookup()
                .findStatic(Class.forName("kafka.Kafka"), "main", MethodType.methodType(void.class, String[].class))
                .invokeExact(broker);
    }

    private static MethodHandle execute() throws ReflectiveOperationException {
        return MethodHandles.publicLookup()
                .findStatic(
                        Class.forName("kafka.tools.StorageTool"),
                        "execute",
                        MethodType.methodType(int.class, String[].class, PrintStream.class));
    }
}
