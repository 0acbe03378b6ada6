package io.sluice.connector.config;

import io.sluice.connector.config.ValueSettings.ValueFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is legal and seldom meant. Connect's validation has no warnings, so the connector logs these once at its start. */
final class Warnings {
    private Warnings() {}

    static List<String> of(Map<String, String> props, SinkSettings settings, long heapBytes) {
        List<String> warnings = new ArrayList<>();
        if (!"read_committed".equals(ConnectKeys.trimmed(props, ConnectKeys.ISOLATION_LEVEL))) {
            warnings.add(
                    "Records of aborted transactions land too, because Connect's consumers read uncommitted records by"
                            + " default. Set consumer.override.isolation.level=read_committed (the worker's"
                            + " connector.client.config.override.policy must allow it) if any producer uses transactions.");
        }
        if ("latest".equals(ConnectKeys.trimmed(props, ConnectKeys.OFFSET_RESET))) {
            warnings.add(ConnectKeys.OFFSET_RESET
                    + "=latest skips what is in a topic or partition before this connector first sees it, also when"
                    + " partitions are added later. Leave it out (Connect's default is earliest), and start behind old records by"
                    + " PATCH /connectors/<name>/offsets.");
        }
        if (settings.value().format() == ValueFormat.JSON && !props.containsKey(ConnectKeys.VALUE_CONVERTER)) {
            warnings.add("value.format=json needs raw values, and the connector takes the worker's converter. Set"
                    + " value.converter=org.apache.kafka.connect.converters.ByteArrayConverter here unless that is the worker's"
                    + " own.");
        }
        if (settings.routing().field().isEmpty() && props.containsKey(RoutingKeys.MISSING)) {
            warnings.add("table.name.field.missing has no effect without table.name.field. Set that, or remove this.");
        }
        if (settings.errors().deadLetterTable().isPresent()
                && ConnectKeys.toleratesAll(props)
                && !settings.errors().deadLetterTopic()) {
            warnings.add(
                    "errors.tolerance=all with dead.letter.table alone: what a converter or a transform refuses never reaches"
                            + " the task, and Connect drops it with no more than a line in the log. Set"
                            + " errors.deadletterqueue.topic.name too, or errors.tolerance=none.");
        }
        warnOfMemory(props, settings.commit(), heapBytes, warnings);
        if (props.containsKey(FileKeys.LEVEL)
                && FileKeys.highestLevel(settings.file().compression()) == 0) {
            warnings.add("parquet.compression.level has no effect: " + props.get(FileKeys.COMPRESSION)
                    + " has no levels. Remove it, or use zstd or gzip.");
        }
        settings.lake().hadoop().keySet().stream()
                .filter(key -> key.startsWith("security."))
                .forEach(key -> warnings.add("hadoop." + key + " sets Hadoop's key " + key
                        + ", which Hadoop hardly knows. Write hadoop.hadoop." + key + " for its key hadoop." + key
                        + "."));
        return List.copyOf(warnings);
    }

    private static void warnOfMemory(
            Map<String, String> props, CommitSettings commit, long heapBytes, List<String> warnings) {
        long tasks = tasksMax(props);
        long buffers = Math.multiplyExact(tasks, Math.min(commit.bufferMemoryBytes(), Long.MAX_VALUE / tasks));
        if (buffers > heapBytes / 2) {
            warnings.add(
                    "tasks.max=" + tasks + " times buffer.memory.bytes=" + commit.bufferMemoryBytes() + " is " + buffers
                            + " bytes, more than half of this worker's heap of " + heapBytes
                            + ". Raise the heap, or lower buffer.memory.bytes, unless the tasks spread over several workers.");
        }
        if (commit.bytes() > commit.bufferMemoryBytes()) {
            warnings.add("commit.bytes=" + commit.bytes() + " is never reached: buffer.memory.bytes="
                    + commit.bufferMemoryBytes() + " flushes before. Lower commit.bytes or raise buffer.memory.bytes.");
        }
    }

    /** Connect has checked it; 1, its default, where it is absent. */
    private static long tasksMax(Map<String, String> props) {
        String text = ConnectKeys.trimmed(props, ConnectKeys.TASKS_MAX);
        return text.matches("[1-9][0-9]{0,8}") ? Long.parseLong(text) : 1;
    }
}
