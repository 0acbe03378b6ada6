package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * Which table a record goes to.
 *
 * @param nameTemplate template with {@code ${topic}} and, where {@code field} is set, {@code ${field}}
 * @param nameByTopic {@code table.name.map}: topic to table, before anything else
 * @param field {@code table.name.field}: where in the record the name stands
 * @param missing what becomes of a record without it
 * @param defaultTable of {@code default:<table>}; present when {@code missing} is {@link MissingField#DEFAULT}
 * @param maxTables how many tables one task fills at a time
 */
public record RoutingSettings(
        String nameTemplate,
        Map<String, String> nameByTopic,
        Optional<String> field,
        MissingField missing,
        Optional<String> defaultTable,
        int maxTables) {
    public RoutingSettings {
        requireNonNull(nameTemplate, "nameTemplate is null");
        nameByTopic = Map.copyOf(nameByTopic);
        requireNonNull(field, "field is null");
        requireNonNull(missing, "missing is null");
        requireNonNull(defaultTable, "defaultTable is null");
    }

    /** What {@code table.name.field.missing} does with a record that does not have the field. */
    public enum MissingField {
        FAIL,
        DEAD_LETTER,
        DEFAULT
    }
}
