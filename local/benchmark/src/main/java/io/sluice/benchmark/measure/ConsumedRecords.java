package io.sluice.benchmark.measure;

import io.sluice.local.process.Jmx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How many records of a topic the Kafka consumers of a JVM have handed out: the one count of progress that Connect, Spark and a bare
 * consumer share. It is {@code records-consumed-total} of each client's fetch metrics, so asking costs the process a few calls.
 */
public final class ConsumedRecords implements LongSupplier {
    private static final String TOTAL = "records-consumed-total";

    private final Jmx jmx;
    private final ObjectName pattern;
    private long most;

    public ConsumedRecords(Jmx jmx, String topic) {
        this.jmx = jmx;
        // Kafka writes a dot in a topic's name as an underscore there.
        String name = "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*,topic=" + topic.replace('.', '_');
        try {
            pattern = new ObjectName(name);
        } catch (JMException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Never less than before, though a consumer that is closed takes its count along. */
    @Override
    public long getAsLong() {
        try {
            long sum = 0;
            // Asked each time: tasks do not begin together.
            for (ObjectName client : jmx.server().queryNames(pattern, null)) {
                sum += ((Number) jmx.server().getAttribute(client, TOTAL)).longValue();
            }
            most = Math.max(most, sum);
            return most;
        } catch (InstanceNotFoundException | AttributeNotFoundException e) {
            // It was closed between the two questions, or has just been made and has not all its attributes yet.
            return most;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
