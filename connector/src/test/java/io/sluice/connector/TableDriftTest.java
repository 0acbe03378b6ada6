package io.sluice.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schemas that drift while one task runs: its producers', and the table's under other writers' hands. */
final class TableDriftTest {
    @TempDir
    private Path lake;

    private OneTask task;

    @AfterEach
    void stop() {
        task.close();
    }

    @Test
    void aCommittedColumnIsWidenedAndTheChangeIsInItsMetadata() throws IOException {
        task = new OneTask(
                lake,
                "table.properties.delta.enableTypeWidening=true",
                "value.schema=n INT, s STRUCT<x: ARRAY<SMALLINT>>");
        task.land("{\"id\":1,\"n\":1,\"s\":{\"x\":[1]}}");
        task.land("{\"id\":2,\"n\":2,\"s\":{\"x\":[2]}}");
        assertThat(task.last("metaData")).doesNotContain("typeChanges");
        task.land("{\"id\":3,\"n\":1.5,\"s\":{\"x\":[3000000000]}}");

        assertThat(task.last("metaData"))
                .contains("\\\"name\\\":\\\"n\\\",\\\"type\\\":\\\"double\\\"")
                .contains("\\\"fromType\\\":\\\"integer\\\"", "\\\"toType\\\":\\\"double\\\"")
                .contains("\\\"fromType\\\":\\\"short\\\"", "\\\"toType\\\":\\\"long\\\"")
                .contains("\\\"fieldPath\\\":\\\"element\\\"");
        assertThat(task.rows()).extracting(row -> row.get("_rescued")).containsOnlyNulls();
    }

    @Test
    void aTableWithThePreviewOfTypeWideningKeepsItsTypes() throws IOException {
        task = new OneTask(lake, "value.schema=id INT");
        task.land("{\"id\":1}");
        task.commit(
                "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"typeWidening-preview\"],\"writerFeatures\":[\"typeWidening-preview\"]}}",
                task.last("metaData")
                        .replace("\"configuration\":{}", "\"configuration\":{\"delta.enableTypeWidening\":\"true\"}"));
        task.land("{\"id\":2}");
        task.land("{\"id\":3000000000}");

        assertThat(task.last("metaData")).contains("\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"integer\\\"");
        assertThat(task.log(task.version())).contains("\"numRescuedRows\":\"1\"");
    }

    @Test
    void aColumnThatAnotherWriterAddedIsKnownFromTheNextLandingOnAndNoDigitIsLost() throws IOException {
        task = new OneTask(lake);
        task.land("{\"id\":1}");
        task.commit(
                task.last("metaData")
                        .replace(
                                "\\\"fields\\\":[",
                                "\\\"fields\\\":[{\\\"name\\\":\\\"Price\\\",\\\"type\\\":\\\"decimal(38,2)\\\",\\\"nullable\\\":true,\\\"metadata\\\":{}},"));
        task.land("{\"id\":2}");
        task.land("{\"id\":3,\"price\":12345678901234567890.12}");

        assertThat(task.rows())
                .extracting(row -> String.valueOf(row.get("Price")))
                .containsExactlyInAnyOrder("null", "null", "12345678901234567890.12");
    }

    @Test
    void aColumnThatNoRecordHasIsNullAndCounted() throws IOException {
        task = new OneTask(lake);
        task.land("{\"id\":1,\"a\":1,\"b\":{\"c\":1,\"d\":1}}");
        assertThat(task.log(task.version())).contains("\"numAbsentColumns\":\"0\"");

        task.land("{\"id\":2,\"b\":{\"c\":1}}");

        assertThat(task.log(task.version())).contains("\"numAbsentColumns\":\"2\"");
        assertThat(task.rows())
                .filteredOn("id", 2L)
                .containsExactly(Map.of("id", 2L, "_kafka_offset", 1L, "b", Map.of("c", 1L)));
    }

    @Test
    void aNotNullColumnBecomesNullableWithTheFirstRecordThatHasNoValueForIt() throws IOException {
        task = new OneTask(lake, "value.schema=id INT, s STRUCT<x: INT, y: INT>, tags ARRAY<INT>");
        task.land("{\"id\":1,\"s\":{\"x\":1,\"y\":1},\"tags\":[1]}");
        task.commit(strict());
        task.land("{\"id\":2,\"s\":{\"x\":2},\"tags\":[2]}");
        assertThat(task.last("metaData")).as("what it has is as it was").contains("\\\"nullable\\\":false");
        task.land("{\"id\":3}");
        task.land("{\"s\":{\"y\":4},\"tags\":[null]}");

        assertThat(task.last("metaData")).doesNotContain("\\\"nullable\\\":false", "\\\"containsNull\\\":false");
        task.commit(strict());
        task.land("{\"x\":5}");
        assertThat(task.last("metaData"))
                .contains("\\\"name\\\":\\\"id\\\",\\\"type\\\":\\\"integer\\\",\\\"nullable\\\":true")
                .contains("\\\"name\\\":\\\"x\\\",\\\"type\\\":\\\"integer\\\",\\\"nullable\\\":false")
                .contains("\\\"containsNull\\\":false");
        assertThat(task.rows()).extracting(row -> row.get("id")).containsExactlyInAnyOrder(1L, 2L, 3L, null, null);
    }

    @Test
    void aNotNullColumnRefusesARecordWithoutAValueWhereTypesAreKept() throws IOException {
        task = new OneTask(
                lake, "schema.evolution=add", "value.schema=id INT, s STRUCT<x: INT, y: INT>, tags ARRAY<INT>");
        task.land("{\"id\":1,\"s\":{\"x\":1,\"y\":1},\"tags\":[1]}");
        task.commit(strict());
        task.land("{\"id\":2,\"tags\":[2]}");

        assertThat(task.failure("{\"id\":3,\"s\":{\"y\":3}}"))
                .hasStackTraceContaining("t-0@2")
                .hasStackTraceContaining("'x' is null, but the column is NOT NULL");
    }

    @Test
    void whatLiesDeeperThanTheSettingSaysIsRescued() throws IOException {
        task = new OneTask(lake, "value.nesting.max=2");
        task.land("{\"a\":{\"x\":1,\"b\":{\"c\":[2]}}}");

        assertThat(task.rows().get(0))
                .containsEntry("a", Map.of("x", 1L))
                .containsEntry("_rescued", "{\"/a/b\":{\"c\":[2]}}");
    }

    @Test
    void aNotNullColumnThatNoValueFillsFailsTheTask() throws IOException {
        task = new OneTask(lake, "schema.evolution=add");
        task.land("{\"id\":1}");
        task.commit(task.last("metaData")
                .replace(
                        "\\\"name\\\":\\\"_rescued\\\",\\\"type\\\":\\\"string\\\",\\\"nullable\\\":true",
                        "\\\"name\\\":\\\"_rescued\\\",\\\"type\\\":\\\"string\\\",\\\"nullable\\\":false"));
        assertThat(task.last("metaData")).contains("\\\"nullable\\\":false");

        assertThat(task.failure("{\"id\":2}")).hasStackTraceContaining("NOT NULL");
    }

    /** The table's columns id and s.x NOT NULL, and its array without nulls, as another engine commits them. */
    private String strict() throws IOException {
        String strict = task.last("metaData")
                .replaceAll(
                        "(\\\\\"name\\\\\":\\\\\"(id|x)\\\\\",\\\\\"type\\\\\":\\\\\"integer\\\\\",\\\\\"nullable\\\\\":)true",
                        "$1false")
                .replace("\\\"containsNull\\\":true", "\\\"containsNull\\\":false");
        assertThat(strict).contains("\\\"nullable\\\":false").contains("\\\"containsNull\\\":false");
        return strict;
    }
}
