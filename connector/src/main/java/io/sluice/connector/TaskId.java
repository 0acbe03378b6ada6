package io.sluice.connector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which task of which connector this is. Connect does not tell a task its number, so the connector hands it over.
 *
 * @param group the consumer group that Connect gives the connector's tasks
 */
record TaskId(String connector, int task, String group) {
    private static final String KEY = "sluice.task";
    private static final String GROUP_ID = "consumer.override.group.id";

    /** One set of properties a task: the connector's own and the task's number. */
    static List<Map<String, String>> handOver(Map<String, String> props, int tasks) {
        List<Map<String, String>> configs = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            Map<String, String> config = new HashMap<>(props);
            config.put(KEY, Integer.toString(task));
            configs.add(config);
        }
        return configs;
    }

    /** Takes the number out of what Connect gave the task. */
    static TaskId takeFrom(Map<String, String> props) {
        String task = props.remove(KEY);
        String connector = props.getOrDefault("name", "unnamed");
        return new TaskId(
                connector,
                task == null ? 0 : Integer.parseInt(task),
                props.getOrDefault(GROUP_ID, "connect-" + connector));
    }

    @Override
    public String toString() {
        return connector + "-" + task;
    }
}
