package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sluice.connector.config.SettingChecks;
import io.sluice.connector.config.SinkConfig;
import io.sluice.connector.config.SinkSettings;
import io.sluice.connector.routing.TableName;
import io.sluice.connector.schema.DdlSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files in {@code config/} that users deploy as they stand. */
final class ConnectorFilesTest {
    private static final SettingChecks CHECKS =
            new SettingChecks(DdlSchema::parse, columns -> {}, columns -> {}, name -> assertThat(new TableName(name))
                    .isNotNull());

    @ParameterizedTest
    @ValueSource(strings = {"flights", "github-events", "machine-temperature"})
    void connectorFilesAreValidAndWarnOfNothing(String name) throws IOException {
        Map<String, String> file = read(Path.of("../config", name + ".json"));

        assertThat(file)
                .containsEntry("name", name)
                .containsEntry("topics", name)
                .containsEntry("connector.class", "io.sluice.connector.LakeSinkConnector")
                .containsEntry("lake.path", "${env:SLUICE_LAKE}");
        file.put("lake.path", "file:///srv/lake");
        SinkSettings settings = SinkConfig.parse(file, CHECKS);
        assertThat(settings.source().namespace()).isEqualTo(name);
        assertThat(SinkConfig.warnings(file)).isEmpty();
    }

    /** As Connect's standalone worker does: an object of strings and nothing else. */
    private static Map<String, String> read(Path path) throws IOException {
        Map<String, String> entries = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(path.toFile())) {
            assertThat(json.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                assertThat(json.nextToken()).as(key).isEqualTo(JsonToken.VALUE_STRING);
                assertThat(entries.put(key, json.getText())).as(key).isNull();
            }
        }
        return entries;
    }
}
