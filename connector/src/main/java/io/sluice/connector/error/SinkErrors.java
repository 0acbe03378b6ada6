package io.sluice.connector.error;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;

/** What a task says to its user: problem, why, remedy, with the record's coordinates, in one line. */
public final class SinkErrors {
    private SinkErrors() {}

    /**
     * For the task's failure and for the dead letter's headers.
     *
     * @param topic of the record when it came from Kafka, like partition and offset (KIP-793)
     */
    public static ConnectException cannotWrite(
            String topic, int partition, long offset, String table, RecordError error) {
        return record(topic, partition, offset, "table " + table, error);
    }

    /** For a record whose table is not known. */
    public static ConnectException cannotRoute(String topic, int partition, long offset, RecordError error) {
        return record(topic, partition, offset, "any table", error);
    }

    private static DataException record(String topic, int partition, long offset, String where, RecordError error) {
        String what = coordinates(topic, partition, offset) + " to " + where;
        String text = "Cannot write " + what + ": " + problem(error) + " " + error.remedy();
        return new DataException(Excerpt.oneLine(text), error);
    }

    /** A tombstone under {@code behavior.on.null.values=fail}, where the remedies are the key's other values. */
    public static RecordError nullValue() {
        return new RecordError(
                ErrorCode.NULL_VALUE,
                "",
                "the value is null (a tombstone), and a table has nothing to put in a row for it.",
                "Set behavior.on.null.values=ignore to leave tombstones out, =write to land rows of their metadata columns, or"
                        + " =dead-letter.");
    }

    /** Kafka delivers offsets again that lie before the one that the lake asked for. */
    public static ConnectException offsetsWentBack(TopicPartition partition, long offset) {
        return new ConnectException(
                Excerpt.oneLine("Cannot write " + coordinates(partition.topic(), partition.partition(), offset)
                        + ": the lake already holds later offsets of this partition, so the topic was truncated, or deleted and"
                        + " created again. Give the connector a new namespace (with allow.shared.source=true for the same tables)"
                        + " to land the new topic from its beginning, or another table in table.name.map."));
    }

    /** Kafka no longer has what the lake expects next, and {@code offset.gap=fail}. */
    public static ConnectException offsetGap(String problem) {
        return new ConnectException(
                Excerpt.oneLine(
                        "Cannot go on: " + problem
                                + ". Set offset.gap=earliest to go on at the first record that Kafka has, or =latest to go on at the end; either records"
                                + " the gap in the table's log. Or move the offsets: stop the connector and PATCH /connectors/<name>/offsets."));
    }

    /** The table's offsets are of a topic of the same name in another Kafka. */
    public static ConnectException anotherCluster(String topic, String sourceId, String recorded, String found) {
        return new ConnectException(
                Excerpt.oneLine(
                        "Cannot land topic " + topic + ": the table holds offsets of source.id=" + sourceId
                                + " from Kafka cluster " + recorded + ", and this is cluster " + found
                                + ", whose offsets mean other records. Give the connector of each cluster a source.id of its own."));
    }

    /** The group has read a partition of which no table holds an offset. */
    public static ConnectException withoutLakeOffset(TopicPartition partition, long group, long first) {
        return new ConnectException(Excerpt.oneLine("Cannot start " + partition + " at the group's offset " + group
                + ": no table in the lake holds an offset of it, and Kafka still has records from " + first
                + " on, which would never land. The lake is not mounted at lake.path, the table was deleted or replaced, or"
                + " the offset was set by hand. Mount the lake and restart the task; or set"
                + " start.without.lake.offset=earliest to land all that Kafka has, or =group to go on at " + group
                + "."));
    }

    /** Several tables hold a partition, and the ledger does not. */
    public static ConnectException notInTheLedger(TopicPartition partition, String ledger, Map<String, Long> tables) {
        return new ConnectException(
                Excerpt.oneLine(
                        "Cannot start " + partition + ": the tables " + tables + " hold offsets of it, and the ledger "
                                + ledger
                                + " none, so nothing says how far it is in all of them. Set its offset: stop the connector and PATCH"
                                + " /connectors/<name>/offsets; the highest of these loses nothing if every table was up to date."));
    }

    /** The dead letter table does not take a row of ours. */
    public static ConnectException deadLetterRefused(String table, RecordError error) {
        return new ConnectException(Excerpt.oneLine("Cannot write to dead.letter.table=" + table + ": " + problem(error)
                + " Give it back the columns that it had, or name another table."));
    }

    private static String coordinates(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /** Names the field where the problem does not. */
    private static String problem(RecordError error) {
        String field = error.field();
        String name = field.substring(field.lastIndexOf('/') + 1);
        boolean named = field.isEmpty()
                || error.problem().contains("'" + name + "'")
                || error.problem().contains(field);
        return named ? error.problem() : "field '" + field + "': " + error.problem();
    }
}
