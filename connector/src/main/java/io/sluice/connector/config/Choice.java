package io.sluice.connector.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The constants of an enum as values of a key. */
final class Choice<E extends Enum<E>> implements ConfigDef.Validator, ConfigDef.Recommender {
    private final Class<E> type;
    private final Function<? super E, String> text;

    private Choice(Class<E> type, Function<? super E, String> text) {
        this.type = type;
        this.text = text;
    }

    /** As Kafka writes constants: lower case, {@code -} for {@code _}. */
    static <E extends Enum<E>> Choice<E> of(Class<E> type) {
        return new Choice<>(type, Choice::text);
    }

    /** Lower case with the {@code _} kept, for names that are another project's. */
    static <E extends Enum<E>> Choice<E> verbatim(Class<E> type) {
        return new Choice<>(type, constant -> constant.name().toLowerCase(Locale.ROOT));
    }

    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A value that {@link #ensureValid} has let pass. */
    E parse(String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> text.apply(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(value + " is none of " + this));
    }

    List<String> texts() {
        return Arrays.stream(type.getEnumConstants()).map(text).toList();
    }

    @Override
    public void ensureValid(String name, Object value) {
        if (!(value instanceof String given) || !texts().contains(given)) {
            throw new ConfigException(name, value, "Sluice has no such choice. Set one of: " + this + ".");
        }
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
        return List.copyOf(texts());
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsedConfig) {
        return true;
    }

    @Override
    public String toString() {
        return String.join(", ", texts());
    }
}
