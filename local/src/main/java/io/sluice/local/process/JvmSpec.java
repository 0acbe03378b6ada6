package io.sluice.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A JVM to start.
 *
 * @param name names its log file and stands in messages
 * @param classpath jars and folders
 * @param mainClass a class of {@code io.sluice.local.child}, or any other that is then run on a leash
 * @param arguments of the main class
 * @param options of the JVM
 * @param environment added to the parent's
 */
public record JvmSpec(
        String name,
        List<Path> classpath,
        String mainClass,
        List<String> arguments,
        List<String> options,
        Map<String, String> environment) {
    public JvmSpec {
        classpath = List.copyOf(classpath);
        arguments = List.copyOf(arguments);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }
}
