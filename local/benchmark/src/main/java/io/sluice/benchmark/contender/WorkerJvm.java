package io.sluice.benchmark.contender;

import java.util.List;

/** The JVM that a worker runs in. */
public final class WorkerJvm {
    /** What Kafka's own connect-distributed.sh starts a worker with. */
    public static final List<String> OPTIONS = List.of(
            "-Xms256m",
            "-Xmx2g",
            "-XX:+UseG1GC",
            "-XX:MaxGCPauseMillis=20",
            "-XX:InitiatingHeapOccupancyPercent=35",
            "-XX:+ExplicitGCInvokesConcurrent",
            "-XX:MaxInlineLevel=15");

    private WorkerJvm() {}
}
