package io.sluice.connector.config;

import io.sluice.connector.config.ValueSettings.MetadataColumn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** {@code metadata.columns}: any of the columns, or {@code none} alone. */
final class MetadataColumns implements ConfigDef.Validator, ConfigDef.Recommender {
    private static final String NONE = "none";
    private static final Choice<MetadataColumn> COLUMNS = Choice.of(MetadataColumn.class);

    static Set<MetadataColumn> parse(List<String> names) {
        Set<MetadataColumn> columns = EnumSet.noneOf(MetadataColumn.class);
        names.stream().filter(name -> !name.equals(NONE)).map(COLUMNS::parse).forEach(columns::add);
        return columns;
    }

    @Override
    public void ensureValid(String name, Object value) {
        List<?> names = (List<?>) value;
        if (names.isEmpty()) {
            throw new ConfigException(name, value, "It is empty. Set none for a table without these columns.");
        }
        for (Object column : names) {
            if (!column.equals(NONE)) {
                COLUMNS.ensureValid(name, column);
            } else if (names.size() > 1) {
                throw new ConfigException(name, value, "none stands together with columns. Remove it or them.");
            }
        }
    }

    @Override
    public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
        List<Object> names = new ArrayList<>(COLUMNS.texts());
        names.add(NONE);
        return names;
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsedConfig) {
        return true;
    }

    @Override
    public String toString() {
        return "any of " + COLUMNS + "; or none";
    }
}
