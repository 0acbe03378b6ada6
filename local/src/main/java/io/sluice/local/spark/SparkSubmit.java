package io.sluice.local.spark;

import io.sluice.local.process.Checkout;
import io.sluice.local.process.ChildJvm;
import io.sluice.local.process.Children;
import io.sluice.local.process.JvmSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * Runs jobs of the analytics jar as {@code spark-submit} does: the script of that name is a search for Java and for the jars, then
 * {@code org.apache.spark.deploy.SparkSubmit} with the same arguments.
 */
public final class SparkSubmit {
    /** Nothing of it is to be reached from elsewhere. */
    private static final Map<String, String> ENVIRONMENT = Map.of("SPARK_LOCAL_IP", "127.0.0.1");

    private final Children children;
    private final Checkout checkout;

    public SparkSubmit(Children children, Checkout checkout) {
        this.children = children;
        this.checkout = checkout;
    }

    /**
     * Starts a command of {@code io.sluice.analytics.Sluice} with two local cores.
     *
     * @param name names its log and output
     * @param settings of Spark, as with {@code --conf}
     * @param command the job and its options
     */
    public ChildJvm start(String name, Map<String, String> settings, List<String> command) {
        List<String> arguments = new ArrayList<>(List.of("--master", "local[2]"));
        settings.forEach((key, value) -> arguments.addAll(List.of("--conf", key + "=" + value)));
        arguments.addAll(List.of(
                "--class", "io.sluice.analytics.Sluice", checkout.analyticsJar().toString()));
        arguments.addAll(command);
        return children.startWithOutput(new JvmSpec(
                name, classpath(), "org.apache.spark.deploy.SparkSubmit", arguments, jvmOptions(), ENVIRONMENT));
    }

    /** Spark's jars. */
    public List<Path> classpath() {
        return checkout.classpath("spark");
    }

    /** What a script that has no Spark distribution passes to Java. */
    public static List<String> jvmOptions() {
        List<String> options = new ArrayList<>(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        options.addAll(moduleOptions());
        return List.copyOf(options);
    }

    /** What Spark needs of Java 17 and later, whatever else a JVM is given. */
    public static List<String> moduleOptions() {
        List<String> options = new ArrayList<>(List.of("-XX:+IgnoreUnrecognizedVMOptions"));
        Arrays.stream(JavaModuleOptions.defaultModuleOptions().split("\\s+"))
                .filter(option -> !option.isEmpty())
                .forEach(options::add);
        return List.copyOf(options);
    }
}
