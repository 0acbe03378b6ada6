package io.sluice.local.process;

import io.sluice.local.child.RunOnLeash;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Starts JVMs and ends them all, last started first, when it is closed or when this JVM ends. If this JVM is killed, each child sees
 * the end of its standard input and ends itself.
 */
public final class Children implements AutoCloseable {
    private static final String CHILD_PACKAGE = RunOnLeash.class.getPackageName();

    private final Path logs;
    private final Deque<ChildJvm> started = new ArrayDeque<>();
    private final Thread hook = new Thread(this::kill, "end-children");

    /** @param logs folder for their logs, made if it is missing */
    public Children(Path logs) {
        this.logs = logs;
        try {
            Files.createDirectories(logs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Standard output and error go to {@code <name>.log} both. */
    public ChildJvm start(JvmSpec spec) {
        Path log = logs.resolve(spec.name() + ".log");
        ProcessBuilder builder = builder(spec).redirectErrorStream(true);
        return start(spec.name(), builder.redirectOutput(appendTo(log)), log, log);
    }

    /** Standard output goes to {@code <name>.out}, standard error to {@code <name>.log}. */
    public ChildJvm startWithOutput(JvmSpec spec) {
        Path output = logs.resolve(spec.name() + ".out");
        Path log = logs.resolve(spec.name() + ".log");
        ProcessBuilder builder = builder(spec).redirectOutput(output.toFile()).redirectError(appendTo(log));
        return start(spec.name(), builder, output, log);
    }

    private synchronized ChildJvm start(String name, ProcessBuilder builder, Path output, Path log) {
        try {
            ChildJvm child = new ChildJvm(name, builder.start(), output, log);
            started.removeIf(other -> !other.isAlive());
            started.push(child);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    private static ProcessBuilder builder(JvmSpec spec) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(spec.options());
        if (spec.mainClass().startsWith(CHILD_PACKAGE + ".")) {
            command.add(spec.mainClass());
        } else {
            command.addAll(List.of(RunOnLeash.class.getName(), spec.mainClass()));
        }
        command.addAll(spec.arguments());
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.putAll(spec.environment());
        // In the environment, because hundreds of paths bury everything else in a process list.
        environment.put("CLASSPATH", classpath(spec.classpath()));
        return builder;
    }

    private static String classpath(List<Path> jars) {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator
                + ownClasses();
    }

    private static Path ownClasses() {
        try {
            return Path.of(RunOnLeash.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProcessBuilder.Redirect appendTo(Path log) {
        return ProcessBuilder.Redirect.appendTo(log.toFile());
    }

    /** Ends them at once, when what they hold is not needed any more. */
    public synchronized void kill() {
        started.forEach(ChildJvm::kill);
        started.clear();
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            started.pop().close();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This JVM is ending already; the hook finds nothing to do.
        }
    }
}
