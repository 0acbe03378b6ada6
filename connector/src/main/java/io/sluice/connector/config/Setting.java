package io.sluice.connector.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * One key: what {@link ConfigDef} wants to know of it, and what only the reference shows. Complete before anything else sees it: the
 * chained methods are called in the initialisers of the {@code *Keys} classes and nowhere else.
 */
final class Setting {
    private final String name;
    private final String group;
    private final ConfigDef.Type type;
    private Object defaultValue = ConfigDef.NO_DEFAULT_VALUE;
    private String shownDefault = "";
    private Validator validator;
    private Recommender recommender;
    private List<String> dependents = List.of();
    private Importance importance = Importance.MEDIUM;
    private Width width = Width.MEDIUM;
    private String displayName = "";
    private String documentation = "";
    private String example = "";

    private Setting(String name, String group, ConfigDef.Type type) {
        this.name = requireNonNull(name, "name is null");
        this.group = requireNonNull(group, "group is null");
        this.type = requireNonNull(type, "type is null");
    }

    static Setting string(String name, String group) {
        return new Setting(name, group, ConfigDef.Type.STRING);
    }

    static Setting list(String name, String group) {
        return new Setting(name, group, ConfigDef.Type.LIST);
    }

    static Setting int32(String name, String group) {
        return new Setting(name, group, ConfigDef.Type.INT);
    }

    static Setting int64(String name, String group) {
        return new Setting(name, group, ConfigDef.Type.LONG);
    }

    static Setting flag(String name, String group) {
        return new Setting(name, group, ConfigDef.Type.BOOLEAN);
    }

    /** A family of keys, such as {@code hadoop.*}: {@link ConfigDef} cannot hold it, the reference shows it. */
    static Setting family(String prefix, String group) {
        return new Setting(prefix + "*", group, ConfigDef.Type.STRING).orElse(null);
    }

    Setting orElse(Object value) {
        defaultValue = value;
        return this;
    }

    /** For a default that is no fixed value. */
    Setting orElseShown(String words) {
        defaultValue = null;
        shownDefault = words;
        return this;
    }

    Setting valid(Validator value) {
        validator = value;
        return this;
    }

    Setting choice(Choice<?> value) {
        validator = value;
        recommender = value;
        return this;
    }

    Setting recommend(Recommender value) {
        recommender = value;
        return this;
    }

    Setting decides(String... keys) {
        dependents = List.of(keys);
        return this;
    }

    Setting rank(Importance level, Width columns) {
        importance = level;
        width = columns;
        return this;
    }

    Setting display(String words) {
        displayName = words;
        return this;
    }

    Setting doc(String words) {
        documentation = words;
        return this;
    }

    Setting example(String value) {
        example = value;
        return this;
    }

    void define(ConfigDef definition, int order) {
        if (isFamily()) {
            return;
        }
        definition.define(
                name,
                type,
                defaultValue,
                validatorOfParsed(),
                importance,
                documentation,
                group,
                order,
                width,
                displayName,
                dependents,
                recommender);
    }

    /** A number that does not parse reaches the validator as null, which would make a second error of the first. */
    private Validator validatorOfParsed() {
        boolean number = type == ConfigDef.Type.INT || type == ConfigDef.Type.LONG;
        if (validator == null || !number) {
            return validator;
        }
        Validator ofNumbers = validator;
        return LambdaValidator.with(
                (key, value) -> {
                    if (value != null) {
                        ofNumbers.ensureValid(key, value);
                    }
                },
                ofNumbers::toString);
    }

    boolean isFamily() {
        return name.endsWith("*");
    }

    String name() {
        return name;
    }

    String group() {
        return group;
    }

    ConfigDef.Type type() {
        return type;
    }

    Importance importance() {
        return importance;
    }

    String displayName() {
        return displayName;
    }

    String documentation() {
        return documentation;
    }

    String example() {
        return example;
    }

    /** Empty when the key is required. */
    String shownDefault() {
        if (defaultValue == ConfigDef.NO_DEFAULT_VALUE || !shownDefault.isEmpty()) {
            return shownDefault;
        }
        return defaultValue == null || defaultValue.equals("") ? "none" : "`" + defaultValue + "`";
    }

    boolean required() {
        return defaultValue == ConfigDef.NO_DEFAULT_VALUE;
    }

    String shownValid() {
        if (validator != null) {
            return validator.toString();
        }
        return type == ConfigDef.Type.BOOLEAN ? "true, false" : "any";
    }
}
