package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.schema.TableSchema;
import io.sluice.connector.schema.Widening;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 800 real events, deeply nested, whose payload differs by type: whatever was in them is in the columns or in {@code _rescued}. */
final class GithubEventsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path EVENTS = Path.of("../data/github-events.jsonl");

    @Test
    void everyEventCanBeRebuiltFromItsRowWhetherItCameAsBytesOrAsMaps() throws Exception {
        List<String> events = Files.readAllLines(EVENTS);
        ColumnBuffer json = ColumnBuffer.create(new StructType(), Records.settings(ValueFormat.JSON));
        ColumnBuffer maps = ColumnBuffer.create(new StructType(), Records.settings(ValueFormat.CONNECT));
        for (String event : events) {
            json.append(Records.json(event));
            maps.append(Records.of(MAPPER.readValue(event, Map.class)));
        }

        assertThat(json.rows()).isEqualTo(800);
        assertThat(json.schema()).isEqualTo(maps.schema());
        assertThat(json.rescuedRows()).isEqualTo(maps.rescuedRows()).isLessThan(800);
        for (int row = 0; row < events.size(); row++) {
            JsonNode source = Rebuilt.withoutNulls(Rebuilt.read(events.get(row)));
            assertThat(Rebuilt.row(json, row)).as("row %s of bytes", row).isEqualTo(source);
            assertThat(Rebuilt.row(maps, row)).as("row %s of maps", row).isEqualTo(source);
        }
        assertThat(json.memoryBytes()).isBetween(1_000_000L, 20_000_000L);
    }

    @Test
    void aRefitAgainstTheOwnSchemaChangesNothing() throws Exception {
        List<String> events = Files.readAllLines(EVENTS);
        ColumnBuffer buffer = ColumnBuffer.create(new StructType(), Records.settings(ValueFormat.JSON));
        for (String event : events) {
            buffer.append(Records.json(event));
        }

        ColumnBuffer refit = buffer.refit(new TableSchema(buffer.schema(), Widening.NONE));

        assertThat(refit.schema()).isEqualTo(buffer.schema());
        assertThat(refit.rescuedRows()).isEqualTo(buffer.rescuedRows());
        for (int row = 0; row < events.size(); row++) {
            assertThat(Rebuilt.row(refit, row)).as("row %s", row).isEqualTo(Rebuilt.row(buffer, row));
        }
    }
}
