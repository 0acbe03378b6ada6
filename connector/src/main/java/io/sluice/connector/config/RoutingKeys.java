package io.sluice.connector.config;

import io.sluice.connector.config.RoutingSettings.MissingField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Which table a record goes to. */
final class RoutingKeys {
    static final String NAME = "table.name";
    static final String NAME_MAP = "table.name.map";
    static final String FIELD = "table.name.field";
    static final String MISSING = "table.name.field.missing";
    static final String MAX_TABLES = "tables.max";
    static final String TOPIC_VARIABLE = "${topic}";
    static final String FIELD_VARIABLE = "${field}";

    private static final String DEFAULT_PREFIX = "default:";

    static final List<Setting> SETTINGS = List.of(
            Setting.string(NAME, TableKeys.GROUP)
                    .orElse(TOPIC_VARIABLE)
                    .valid(LambdaValidator.with(
                            RoutingKeys::checkTemplate,
                            () -> "letters, digits, _ . -, ${topic} and ${field}; not beginning with _"))
                    .rank(Importance.HIGH, Width.MEDIUM)
                    .display("Table name")
                    .doc(
                            "Template of the table's name; ${topic} stands for the record's topic after the transforms, ${field} for"
                                    + " what table.name.field finds, which alone is the name when only that is set. The name is one path"
                                    + " segment of letters, digits, _, . and -, never . or .., never beginning with _. A topic that"
                                    + " gives no such name needs an entry in table.name.map.")
                    .example("raw.${topic}"),
            Setting.list(NAME_MAP, TableKeys.GROUP)
                    .orElse("")
                    .valid(LambdaValidator.with(
                            (name, value) -> nameMap(name, strings(value)), () -> "topic:table, topic:table, ..."))
                    .rank(Importance.MEDIUM, Width.LONG)
                    .display("Table by topic")
                    .doc(
                            "Tables of single topics, as topic:table pairs; looked at before table.name and table.name.field.")
                    .example("orders.v1:orders,_audit:audit"),
            Setting.string(FIELD, TableKeys.GROUP)
                    .orElse("")
                    .valid(LambdaValidator.with(
                            RoutingKeys::checkField, () -> "a dotted path, header:<name>, key, or key:<dotted path>"))
                    .rank(Importance.MEDIUM, Width.MEDIUM)
                    .display("Table name field")
                    .doc(
                            "What in the record names its table: a dotted path in the value as it comes (before value.envelope),"
                                    + " header:<name>, key for the whole key, or key:<dotted path> in it. One partition may then feed"
                                    + " many tables, and the connector keeps a ledger of its offsets beside them,"
                                    + " <lake.path>/_sluice/<namespace>, from which it starts. This and the other settings that say"
                                    + " where a record goes may be changed only when all that has landed is in the ledger; the task"
                                    + " says so otherwise.")
                    .example("source.table"),
            Setting.string(MISSING, TableKeys.GROUP)
                    .orElse(Choice.text(MissingField.FAIL))
                    .valid(LambdaValidator.with(
                            RoutingKeys::checkMissing, () -> "fail, dead-letter, or default:<table>"))
                    .rank(Importance.MEDIUM, Width.MEDIUM)
                    .display("Missing table name field")
                    .doc(
                            "What happens to a record in which table.name.field is absent or null. fail: the task fails."
                                    + " dead-letter: it goes to dead.letter.table or Connect's dead-letter topic. default:<table>:"
                                    + " it lands in that table. A name that no table can have is an error whatever is set here.")
                    .example("default:unrouted"),
            Setting.int32(MAX_TABLES, TableKeys.GROUP)
                    .orElse(5_000)
                    .valid(Range.atLeast(1))
                    .rank(Importance.LOW, Width.SHORT)
                    .display("Most tables")
                    .doc(
                            "How many tables one task fills between two commits. A record for one more is an error like any"
                                    + " other record that cannot land: a bound for table names that come from data.")
                    .example("200"));

    private RoutingKeys() {}

    static RoutingSettings from(AbstractConfig config) {
        Optional<String> field = Optional.of(config.getString(FIELD).trim()).filter(text -> !text.isEmpty());
        String missing = config.getString(MISSING);
        Optional<String> table = defaultTable(missing);
        boolean named = config.originals().containsKey(NAME);
        return new RoutingSettings(
                field.isPresent() && !named ? FIELD_VARIABLE : config.getString(NAME),
                nameMap(NAME_MAP, config.getList(NAME_MAP)),
                field,
                table.isPresent()
                        ? MissingField.DEFAULT
                        : Choice.of(MissingField.class).parse(missing),
                table,
                config.getInt(MAX_TABLES));
    }

    /** {@code topic:table} pairs; a topic has no colon, and neither has a table. */
    static Map<String, String> nameMap(String name, List<String> pairs) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String pair : pairs) {
            String[] parts = pair.split(":", -1);
            if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                throw new ConfigException(name, pair, "It is no pair. Write topic:table, separated by commas.");
            }
            String earlier = tables.put(parts[0].trim(), parts[1].trim());
            if (earlier != null) {
                throw new ConfigException(
                        name,
                        pair,
                        "Topic " + parts[0].trim() + " already has table " + earlier + ". Remove one of them.");
            }
        }
        return tables;
    }

    /** The table of {@code default:<table>}, or empty. */
    static Optional<String> defaultTable(String missing) {
        return missing.startsWith(DEFAULT_PREFIX)
                ? Optional.of(missing.substring(DEFAULT_PREFIX.length()).trim())
                : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Object value) {
        return value == null ? List.of() : (List<String>) value;
    }

    private static void checkTemplate(String name, Object value) {
        String literal = ((String) value).replace(TOPIC_VARIABLE, "").replace(FIELD_VARIABLE, "");
        if (literal.contains("${")) {
            throw new ConfigException(name, value, "The only variables are ${topic} and ${field}. Remove the others.");
        }
        if (((String) value).isBlank()) {
            throw new ConfigException(
                    name, value, "It is empty. Use ${topic}, or the name of one table for all topics.");
        }
    }

    private static void checkField(String name, Object value) {
        String text = ((String) value).trim();
        boolean header = text.startsWith("header:");
        String path = header ? text.substring(7) : text.startsWith("key:") ? text.substring(4) : text;
        if (text.isEmpty() || text.equals("key")) {
            return;
        }
        if (path.isBlank() || (!header && (path.startsWith(".") || path.endsWith(".") || path.contains("..")))) {
            throw new ConfigException(
                    name, value, "It names no field. Write a.dotted.path, header:<name>, key, or key:<a.dotted.path>.");
        }
    }

    private static void checkMissing(String name, Object value) {
        String text = (String) value;
        List<String> plain = List.of(Choice.text(MissingField.FAIL), Choice.text(MissingField.DEAD_LETTER));
        if (!plain.contains(text)
                && defaultTable(text).filter(table -> !table.isEmpty()).isEmpty()) {
            throw new ConfigException(name, value, "Set fail, dead-letter, or default:<table>.");
        }
    }
}
