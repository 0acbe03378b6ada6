package io.sluice.connector.routing;

import io.sluice.connector.config.RoutingSettings;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.Excerpt;
import io.sluice.connector.error.RecordError;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The table of a record: {@code table.name.map} first, then the template {@code table.name} with the topic and what
 * {@code table.name.field} finds. Belongs to one thread, for it remembers names.
 */
public final class TableRouter {
    private static final String TOPIC = "${topic}";
    private static final String FIELD = "${field}";
    /** Names come from data: what is remembered of them is bounded. */
    private static final int REMEMBERED = 10_000;

    private final String template;
    private final Optional<FieldPath> field;
    private final MissingName missing;
    private final Map<String, TableName> byTopic = new HashMap<>();
    private final Map<String, TableName> byField = new HashMap<>();

    private TableRouter(RoutingSettings settings) {
        this.template = settings.nameTemplate();
        this.field = settings.field().map(FieldPath::parse);
        this.missing = MissingName.of(settings);
        settings.nameByTopic().forEach((topic, name) -> byTopic.put(topic, new TableName(name)));
    }

    /** @throws IllegalArgumentException if a setting gives a name that no table can have */
    public static TableRouter of(RoutingSettings settings) {
        return new TableRouter(settings);
    }

    /** Whether a topic has one table, whatever is in its records. */
    public boolean isByTopic(String topic) {
        return field.isEmpty() || byTopic.containsKey(topic);
    }

    /** Whether the name may stand in the record's value, which a tombstone does not have. */
    public boolean readsValue() {
        return field.isPresent() && field.get().isInValue();
    }

    /**
     * @throws RecordError {@link ErrorCode#UNROUTABLE} if the record gives no table name, {@link ErrorCode#NO_TABLE_FIELD} if it lacks the
     *     field and shall not land without, {@link ErrorCode#MALFORMED_JSON} if the field cannot be looked for
     */
    public TableName route(SinkRecord record) throws RecordError {
        String topic = record.topic();
        if (isByTopic(topic)) {
            return route(topic);
        }
        String found = field.get().find(record);
        if (found == null) {
            return missing.table(field.get());
        }
        if (topic == null) {
            throw withoutTopic();
        }
        // Topics have no control characters.
        String key = template.contains(TOPIC) ? topic + '\n' + found : found;
        TableName table = byField.get(key);
        if (table == null) {
            if (byField.size() >= REMEMBERED) {
                byField.clear();
            }
            table = fromField(topic, found);
            byField.put(key, table);
        }
        return table;
    }

    /**
     * @param topic of the record after the transforms, one that {@link #isByTopic}
     * @throws RecordError {@link ErrorCode#UNROUTABLE} if the topic gives no table name
     */
    public TableName route(String topic) throws RecordError {
        TableName table = byTopic.get(topic);
        if (table == null) {
            table = fromTopic(topic);
            byTopic.put(topic, table);
        }
        return table;
    }

    private TableName fromTopic(String topic) throws RecordError {
        if (topic == null) {
            throw withoutTopic();
        }
        String name = template.replace(TOPIC, topic);
        return named(
                name,
                "topic '" + Excerpt.of(topic) + "'",
                "Name a table for this topic in table.name.map, or change table.name.");
    }

    private TableName fromField(String topic, String found) throws RecordError {
        return named(
                template.replace(TOPIC, topic).replace(FIELD, found),
                "'" + Excerpt.of(found) + "' in " + field.get(),
                "Correct the producer, or let a transform set the name.");
    }

    private static TableName named(String name, String by, String remedy) throws RecordError {
        try {
            return new TableName(name);
        } catch (IllegalArgumentException e) {
            throw new RecordError(
                    ErrorCode.UNROUTABLE,
                    "",
                    by + " gives the table name '" + Excerpt.of(name) + "'. " + e.getMessage(),
                    remedy);
        }
    }

    private static RecordError withoutTopic() {
        return new RecordError(
                ErrorCode.UNROUTABLE, "", "a transform has taken the record's topic away.", "Correct the transform.");
    }
}
