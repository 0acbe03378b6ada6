package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.RecordError;
import io.sluice.connector.schema.TableSchema;
import io.sluice.connector.schema.Widening;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ColumnBufferPropertiesTest {
    @Property(tries = 300)
    void nothingIsLostAndBytesAndMapsMakeTheSameColumns(@ForAll("batches") List<Map<String, Object>> batch)
            throws Exception {
        ColumnBuffer json = Buffers.json();
        ColumnBuffer maps = Buffers.maps();
        for (Map<String, Object> document : batch) {
            json.append(Records.json(JsonDocuments.text(document)));
            maps.append(Records.of(document));
        }

        assertThat(json.schema()).isEqualTo(maps.schema());
        for (int row = 0; row < batch.size(); row++) {
            String source = JsonDocuments.text(batch.get(row));
            Rebuilt.assertRowIs(json, row, source);
            Rebuilt.assertRowIs(maps, row, source);
        }
    }

    @Property(tries = 300)
    void aRowThatIsRefusedLeavesNoTrace(
            @ForAll("batchesWithCollisions") List<Map<String, Object>> batch, @ForAll byte cut) throws Exception {
        ColumnBuffer mixed = failing();
        List<String> good = new ArrayList<>();
        for (Map<String, Object> document : batch) {
            String json = JsonDocuments.text(document);
            // The document breaks off somewhere, and then comes whole.
            appendOrNot(mixed, json.substring(0, Math.floorMod(cut, json.length())));
            if (appendOrNot(mixed, json)) {
                good.add(json);
            }
        }

        ColumnBuffer clean = Buffers.append(failing(), good.toArray(String[]::new));

        assertThat(mixed.rows()).isEqualTo(good.size());
        assertThat(mixed.schema()).isEqualTo(clean.schema());
        assertThat(Buffers.rescued(mixed)).isEqualTo(Buffers.rescued(clean));
        for (int row = 0; row < good.size(); row++) {
            assertThat(Rebuilt.row(mixed, row)).isEqualTo(Rebuilt.row(clean, row));
        }
    }

    /** Found by the property: an object of nulls alone had become a number's column, and its fields came back in another order. */
    @Example
    void aRowThatIsRefusedLeavesFieldsOfNullsWhereTheyWere() throws Exception {
        List<String> refused =
                List.of("{\"b\":0,\"a\":{}}", "{\"b\":[1],\"a\":{}}", "{\"b\":[{}],\"a\":{}}", "{\"b\":0,\"b\":1");
        for (String bad : refused) {
            ColumnBuffer mixed = Buffers.append(failing(), "{\"a\":0,\"b\":{\"x\":null}}");
            long bytes = mixed.memoryBytes();
            assertThat(appendOrNot(mixed, bad)).isFalse();
            assertThat(mixed.memoryBytes()).as(bad).isEqualTo(bytes);
            mixed.append(Records.json("{\"b\":{\"c\":1,\"X\":2}}"));
            ColumnBuffer clean = Buffers.append(failing(), "{\"a\":0,\"b\":{\"x\":null}}", "{\"b\":{\"c\":1,\"X\":2}}");

            assertThat(mixed.schema()).as(bad).isEqualTo(clean.schema());
            assertThat(Rebuilt.row(mixed, 1)).isEqualTo(Rebuilt.row(clean, 1));
        }
    }

    @Property(tries = 300)
    void aRefitToAnySchemaLosesNothing(
            @ForAll("batches") List<Map<String, Object>> batch, @ForAll("batches") List<Map<String, Object>> table)
            throws Exception {
        ColumnBuffer buffer = Buffers.json();
        for (Map<String, Object> document : batch) {
            buffer.append(Records.json(JsonDocuments.text(document)));
        }
        ColumnBuffer other = Buffers.json();
        for (Map<String, Object> document : table) {
            other.append(Records.json(JsonDocuments.text(document)));
        }

        ColumnBuffer refit = buffer.refit(new TableSchema(other.schema(), Widening.NONE));

        assertThat(refit.rows()).isEqualTo(batch.size());
        for (int row = 0; row < batch.size(); row++) {
            Rebuilt.assertRowIs(refit, row, JsonDocuments.text(batch.get(row)));
        }
    }

    @Property(tries = 300)
    void rowsInTheArraysOfOthersAreWhatTheyAreInTheirOwn(
            @ForAll("batches") List<Map<String, Object>> landed,
            @ForAll("batches") List<Map<String, Object>> batch,
            @ForAll("batches") List<Map<String, Object>> late)
            throws Exception {
        ColumnBuffer before = Buffers.json();
        append(before, landed);
        ColumnBuffer own = Buffers.of(before.schema());
        ColumnBuffer lent = Buffers.of(before.schema());
        // Of a batch with this schema, as the table has it now.
        ColumnBuffer source = Buffers.of(before.schema());
        append(source, landed);
        lent.takeArrays(source);

        append(own, batch);
        append(lent, batch);
        assertAlike(lent, own);
        assertThat(lent.heldBytes()).isGreaterThanOrEqualTo(lent.memoryBytes());

        lent.trim();
        assertThat(lent.heldBytes()).isEqualTo(lent.memoryBytes());
        append(own, late);
        append(lent, late);
        assertAlike(lent, own);
    }

    private static void append(ColumnBuffer buffer, List<Map<String, Object>> documents) throws RecordError {
        for (Map<String, Object> document : documents) {
            buffer.append(Records.json(JsonDocuments.text(document)));
        }
    }

    private static void assertAlike(ColumnBuffer actual, ColumnBuffer expected) throws Exception {
        assertThat(actual.rows()).isEqualTo(expected.rows());
        assertThat(actual.schema()).isEqualTo(expected.schema());
        assertThat(actual.memoryBytes()).isEqualTo(expected.memoryBytes());
        assertThat(Buffers.rescued(actual)).isEqualTo(Buffers.rescued(expected));
        for (int row = 0; row < expected.rows(); row++) {
            assertThat(actual.value(row)).isEqualTo(expected.value(row));
        }
    }

    private static ColumnBuffer failing() {
        return ColumnBuffer.create(
                new StructType(),
                Records.settings(ValueFormat.JSON, SchemaMismatch.FAIL, SchemaEvolution.ADD_AND_WIDEN, null));
    }

    private static boolean appendOrNot(ColumnBuffer buffer, String json) {
        try {
            buffer.append(Records.json(json));
            return true;
        } catch (RecordError e) {
            return false;
        }
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> batches() {
        return JsonDocuments.objects("a", "b", "c d", "~/").list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Map<String, Object>>> batchesWithCollisions() {
        return JsonDocuments.objects("a", "b", "A", "c d", "c_d").list().ofMaxSize(8);
    }
}
