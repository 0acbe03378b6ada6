package io.sluice.benchmark.sink;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Drops every record, but looks at its value, so that nobody can save making it. */
public final class DroppingSinkTask extends SinkTask {
    static final String VERSION = "1";

    private Object last;

    @Override
    public void start(Map<String, String> settings) {}

    @Override
    public void put(Collection<SinkRecord> records) {
        for (SinkRecord record : records) {
            last = record.value();
        }
    }

    @Override
    public void stop() {}

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String toString() {
        return "The last value dropped: " + last;
    }
}
