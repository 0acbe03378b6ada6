package io.sluice.local.connect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Connect worker to start.
 *
 * @param name names its log file
 * @param classpath a module below local/classpaths that has a Connect runtime
 * @param bootstrap the Kafka cluster
 * @param plugins entries of {@code plugin.path}
 * @param settings what differs from config/connect-distributed.properties
 * @param environment what {@code ${env:…}} finds
 * @param options of its JVM
 */
public record WorkerSpec(
        String name,
        String classpath,
        String bootstrap,
        List<Path> plugins,
        Map<String, String> settings,
        Map<String, String> environment,
        List<String> options) {
    private static final List<String> SMALL = small("512m");

    public WorkerSpec {
        options = List.copyOf(options);
        plugins = List.copyOf(plugins);
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /** Connect 4.3 without plugins, in a JVM that starts fast and stays small. */
    public static WorkerSpec of(String name, String bootstrap) {
        return new WorkerSpec(name, "kafka", bootstrap, List.of(), Map.of(), Map.of(), SMALL);
    }

    /** Connect 3.9 instead. */
    public WorkerSpec connect39() {
        return new WorkerSpec(name, "connect-3.9", bootstrap, plugins, settings, environment, options);
    }

    public WorkerSpec plugin(Path folder) {
        List<Path> more = new ArrayList<>(plugins);
        more.add(folder);
        return new WorkerSpec(name, classpath, bootstrap, more, settings, environment, options);
    }

    public WorkerSpec set(String key, String value) {
        return new WorkerSpec(name, classpath, bootstrap, plugins, with(settings, key, value), environment, options);
    }

    public WorkerSpec environment(String variable, String value) {
        return new WorkerSpec(
                name, classpath, bootstrap, plugins, settings, with(environment, variable, value), options);
    }

    /** In a small JVM with another heap, as in -Xmx. */
    public WorkerSpec heap(String heap) {
        return options(small(heap));
    }

    private static List<String> small(String heap) {
        return List.of("-Xmx" + heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    /** With these options of the JVM in place of those for a small one. */
    public WorkerSpec options(List<String> instead) {
        return new WorkerSpec(name, classpath, bootstrap, plugins, settings, environment, instead);
    }

    private static Map<String, String> with(Map<String, String> map, String key, String value) {
        Map<String, String> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }
}
