package io.sluice.connector.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** The keys of the connector: their definition, their check, and the settings that they make. Pure; reaches for nothing outside. */
public final class SinkConfig {
    static final List<Setting> SETTINGS = Stream.of(
                    LakeKeys.SETTINGS,
                    RoutingKeys.SETTINGS,
                    TableKeys.SETTINGS,
                    ValueKeys.SETTINGS,
                    CommitKeys.SETTINGS,
                    FileKeys.SETTINGS,
                    SourceKeys.SETTINGS,
                    ErrorKeys.SETTINGS)
            .flatMap(List::stream)
            .toList();

    private static final UnknownKeys UNKNOWN_KEYS = new UnknownKeys(SETTINGS);

    private SinkConfig() {}

    /** For {@code Connector.config()}. A new copy each time, since Kafka's class is mutable. */
    public static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        Map<String, Integer> orderByGroup = new HashMap<>();
        for (Setting setting : SETTINGS) {
            setting.define(definition, orderByGroup.merge(setting.group(), 1, Integer::sum));
        }
        return definition;
    }

    /**
     * For {@code Connector.validate}, without a look at the lake.
     *
     * @return every key of ours, and every other key that has an error, each with its errors; Connect refuses the configuration when there
     *     is one
     */
    public static Config validate(Map<String, String> props, SettingChecks checks) {
        return new Config(List.copyOf(check(props, checks).values()));
    }

    /** The settings; {@link SettingChecks#NONE} applies. */
    public static SinkSettings parse(Map<String, String> props) {
        return parse(props, SettingChecks.NONE);
    }

    /** @throws ConfigException that names every key with an error, its problem and its remedy */
    public static SinkSettings parse(Map<String, String> props, SettingChecks checks) {
        List<String> errors = new ArrayList<>();
        if (isBlank(props, SourceKeys.NAMESPACE) && isBlank(props, SourceKeys.CONNECTOR_NAME)) {
            errors.add("namespace is not set, and neither is the connector's name, its default. Set one of them.");
        }
        check(props, checks).values().forEach(value -> errors.addAll(value.errorMessages()));
        if (!errors.isEmpty()) {
            throw new ConfigException(String.join(" ", errors));
        }
        return settings(props);
    }

    /** What is legal and seldom meant; one text each with problem, why and remedy. Call it with what {@link #parse} accepts. */
    public static List<String> warnings(Map<String, String> props) {
        return Warnings.of(props, settings(props), Runtime.getRuntime().maxMemory());
    }

    private static Map<String, ConfigValue> check(Map<String, String> props, SettingChecks checks) {
        Map<String, ConfigValue> values = new LinkedHashMap<>(definition().validateAll(withoutNulls(props)));
        for (String key : new TreeSet<>(props.keySet())) {
            UNKNOWN_KEYS.problem(key).ifPresent(problem -> add(values, key, problem));
        }
        BiConsumer<String, String> problems = (key, problem) -> add(values, key, problem);
        boolean keysAreValid = SETTINGS.stream()
                .filter(setting -> !setting.isFamily())
                .allMatch(setting -> values.get(setting.name()).errorMessages().isEmpty());
        new SyntaxChecks(props, values, problems).run(checks);
        if (keysAreValid) {
            new CrossChecks(props, settings(props), problems).run();
        }
        return values;
    }

    /** A key that is not ours appears without its value: that of a misspelt key may be a secret, and REST shows it. */
    private static void add(Map<String, ConfigValue> values, String key, String problem) {
        values.computeIfAbsent(key, name -> new ConfigValue(name, null, new ArrayList<>(), new ArrayList<>()))
                .addErrorMessage(problem);
    }

    private static SinkSettings settings(Map<String, String> props) {
        Map<String, String> known = withoutNulls(props);
        // Not least config.providers, whose classes AbstractConfig would make instances of.
        known.keySet().removeIf(key -> UNKNOWN_KEYS.problem(key).isPresent());
        AbstractConfig config = new AbstractConfig(definition(), known, false);
        return new SinkSettings(
                LakeKeys.from(config),
                RoutingKeys.from(config),
                TableKeys.from(config),
                ValueKeys.from(config),
                CommitKeys.from(config),
                FileKeys.from(config),
                SourceKeys.from(config),
                ErrorKeys.from(config, props));
    }

    /** Connect itself refuses keys without a value. */
    private static Map<String, String> withoutNulls(Map<String, String> props) {
        Map<String, String> present = new HashMap<>(props);
        present.values().removeIf(Objects::isNull);
        return present;
    }

    private static boolean isBlank(Map<String, String> props, String key) {
        return ConnectKeys.trimmed(props, key).isEmpty();
    }
}
