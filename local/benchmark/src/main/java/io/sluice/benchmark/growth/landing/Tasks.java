package io.sluice.benchmark.growth.landing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkTask;

/** Makes tasks as a worker does: the connector is known by name, hands out the settings of each task and says which class a task is. */
final class Tasks {
    static final String CONNECTOR = "growth";

    private static final String CLASS = "io.sluice.connector.LakeSinkConnector";

    private Tasks() {}

    /**
     * Drivers of tasks that are ready for records, each with the partition of its own number.
     *
     * @param topic names the table too
     * @param settings beside a user's defaults
     */
    static List<TaskDriver> start(Path lake, String topic, int tasks, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("name", CONNECTOR);
        all.put("connector.class", CLASS);
        all.put("topics", topic);
        all.put("lake.path", lake.toUri().toString());
        all.put("value.format", "json");
        try {
            SinkConnector connector = Class.forName(CLASS)
                    .asSubclass(SinkConnector.class)
                    .getConstructor()
                    .newInstance();
            connector.start(all);
            List<TaskDriver> drivers = new ArrayList<>();
            for (Map<String, String> config : connector.taskConfigs(tasks)) {
                SinkTask task = connector
                        .taskClass()
                        .asSubclass(SinkTask.class)
                        .getConstructor()
                        .newInstance();
                drivers.add(new TaskDriver(task, config, topic, drivers.size()));
            }
            return drivers;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The connector's plugin is not on the class path, or not as expected.", e);
        }
    }
}
