package io.sluice.connector.routing;

import io.sluice.connector.config.TableSettings;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.Excerpt;
import io.sluice.connector.error.RecordError;
import java.util.HashMap;
import java.util.Map;

/**
 * The table of a topic: {@code table.name.map} first, then the template {@code table.name}. Belongs to one thread, for it remembers every
 * topic that it has routed.
 */
public final class TableRouter {
    private static final String TOPIC = "${topic}";

    private final String template;
    private final Map<String, TableName> tables = new HashMap<>();

    private TableRouter(String template) {
        this.template = template;
    }

    /** @throws IllegalArgumentException if the map gives a topic a name that no table can have */
    public static TableRouter of(TableSettings settings) {
        TableRouter router = new TableRouter(settings.nameTemplate());
        settings.nameByTopic().forEach((topic, name) -> router.tables.put(topic, new TableName(name)));
        return router;
    }

    /**
     * @param topic of the record after the transforms
     * @throws RecordError {@link ErrorCode#UNROUTABLE} if the topic gives no table name
     */
    public TableName route(String topic) throws RecordError {
        TableName table = tables.get(topic);
        if (table == null) {
            table = fromTemplate(topic);
            tables.put(topic, table);
        }
        return table;
    }

    private TableName fromTemplate(String topic) throws RecordError {
        if (topic == null) {
            throw new RecordError(
                    ErrorCode.UNROUTABLE,
                    "",
                    "a transform has taken the record's topic away.",
                    "Correct the transform.");
        }
        String name = template.replace(TOPIC, topic);
        try {
            return new TableName(name);
        } catch (IllegalArgumentException e) {
            throw new RecordError(
                    ErrorCode.UNROUTABLE,
                    "",
                    "topic '" + Excerpt.of(topic) + "' gives the table name '" + Excerpt.of(name) + "'. "
                            + e.getMessage(),
                    "Name a table for this topic in table.name.map, or change table.name.");
        }
    }
}
