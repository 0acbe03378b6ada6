package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import io.sluice.connector.config.ValueSettings.SchemaMismatch;
import io.sluice.connector.config.ValueSettings.ValueFormat;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is an error, with which words, and that the row is not in then. */
final class PolicyTest {
    @ParameterizedTest
    @EnumSource(
            value = SchemaMismatch.class,
            names = {"DEAD_LETTER", "FAIL"})
    void aMismatchIsAnErrorThatNamesFieldTypesAndRemedy(SchemaMismatch policy) throws Exception {
        ColumnBuffer buffer = Buffers.json("amount DECIMAL(10,2), n INT, s STRUCT<l: ARRAY<INT>>", policy);
        Buffers.append(buffer, "{\"amount\":1}");

        RecordError string = error(buffer, "{\"n\":1,\"amount\":\"12\"}");
        RecordError deep = error(buffer, "{\"s\":{\"l\":[1,{}]}}");
        RecordError range = error(buffer, "{\"n\":3000000000}");
        RecordError same = error(buffer, "{\"new\":1,\"amount\":1.234}");

        assertThat(string.code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(string.field()).isEqualTo("/amount");
        assertThat(string.problem()).isEqualTo("field 'amount' is STRING but the column is DECIMAL(10,2).");
        assertThat(string.remedy()).isEqualTo("Fix the producer, or set schema.mismatch=rescue.");
        assertThat(deep.field()).isEqualTo("/s/l/1");
        assertThat(deep.problem()).isEqualTo("field '/s/l/1' is STRUCT but the column is INT.");
        assertThat(range.problem()).isEqualTo("field 'n' is BIGINT but the column is INT.");
        assertThat(same.problem()).isEqualTo("field 'amount' is DOUBLE but the column is DECIMAL(10,2).");
        assertThat(buffer.rows()).isEqualTo(1);
        assertThat(Buffers.ddl(buffer)).isEqualTo("amount DECIMAL(10,2)");
    }

    @Test
    void aConflictWithinABatchIsAnErrorToo() throws Exception {
        ColumnBuffer buffer = Buffers.append(Buffers.json("", SchemaMismatch.FAIL), "{\"a\":true}");

        RecordError error = error(buffer, "{\"a\":1}");

        assertThat(error.problem()).isEqualTo("field 'a' is BIGINT but the column is BOOLEAN.");
        // No type yet, or twice the same field: nobody's mismatch, and kept whatever the policy.
        Buffers.append(buffer, "{\"b\":[],\"a\":false,\"a\":1}");
        assertThat(buffer.rescued(1)).isEqualTo("{\"/b\":[],\"/a\":1}");
    }

    @Test
    void withoutEvolutionAnUnknownFieldIsAMismatch() throws Exception {
        String table = "a INT, s STRUCT<x: INT>";
        ColumnBuffer rescuing = closed(table, SchemaMismatch.RESCUE);
        ColumnBuffer failing = closed(table, SchemaMismatch.FAIL);

        Buffers.append(rescuing, "{\"a\":1,\"b\":{\"c\": [1]},\"s\":{\"x\":1,\"y\":\"z\"},\"n\":null}");
        Buffers.append(failing, "{\"a\":1,\"b\":null,\"s\":{\"x\":1}}");
        RecordError error = error(failing, "{\"s\":{\"x\":1,\"y\":2}}");

        assertThat(rescuing.rescued(0)).isEqualTo("{\"/b\":{\"c\": [1]},\"/s/y\":\"z\"}");
        assertThat(Buffers.ddl(rescuing)).isEqualTo("a INT, s STRUCT<x: INT>, _rescued STRING");
        assertThat(error.code()).isEqualTo(ErrorCode.SCHEMA_EVOLUTION);
        assertThat(error.field()).isEqualTo("/s/y");
        assertThat(error.problem())
                .isEqualTo("field 'y' has no column in the table, and schema.evolution=none adds none.");
        assertThat(failing.rows()).isEqualTo(1);
        // A table that does not exist yet is made of what comes.
        assertThat(Buffers.ddl(Buffers.append(closed("", SchemaMismatch.FAIL), "{\"z\":1}")))
                .isEqualTo("z BIGINT");
    }

    @Test
    void fieldsThatNeedOneColumnAreRefusedByBothNames() throws Exception {
        ColumnBuffer buffer = Buffers.append(Buffers.json(), "{\"Id\":1,\"s\":{\"a b\":1},\"null\":null}");

        assertThat(error(buffer, "{\"id\":1}").problem()).contains("'Id' and 'id'");
        assertThat(error(buffer, "{\"s\":{\"x\":2,\"a_b\":1}}").problem()).contains("'a b' and 'a_b'");
        assertThat(error(buffer, "{\"s\":{\"x\":2,\"a_b\":1}}").field()).isEqualTo("/s/a_b");
        assertThat(error(buffer, "{\"k\":1,\"K\":1}").code()).isEqualTo(ErrorCode.COLUMN_COLLISION);
        assertThat(error(buffer, "{\"k\":null,\"K\":1}").code()).isEqualTo(ErrorCode.COLUMN_COLLISION);
        for (String own : List.of("_kafka_offset", "_KAFKA_topic", "_rescued", "_Rescued")) {
            RecordError error = error(buffer, "{\"" + own + "\":1}");
            assertThat(error.code()).isEqualTo(ErrorCode.COLUMN_COLLISION);
            assertThat(error.problem()).contains("'" + own + "'");
        }
        // Neither a refused row nor one in which the field was null has taken the name.
        Buffers.append(buffer, "{\"K\":1}", "{\"NULL\":2}", "{\"_kafka_other\":3,\"s\":{\"_rescued\":4}}");
        assertThat(buffer.schema().fieldNames()).containsExactly("Id", "s", "NULL", "K", "_kafka_other");
    }

    @Test
    void aColumnWhoseTableRecordedTheFieldsNameTakesNoOther() throws Exception {
        ColumnBuffer buffer = Buffers.json("a_b INT COMMENT 'a b', c_d INT COMMENT 'what the users call c d'");

        assertThat(error(buffer, "{\"a_b\":1}").problem()).contains("'a b' and 'a_b'");
        Buffers.append(buffer, "{\"a b\":1,\"c=d\":2}");
        assertThat(buffer.schema().fieldNames()).containsExactly("a_b", "c_d");
    }

    @Test
    void aRowWithoutAValueForANotNullColumnIsRefused() throws Exception {
        ColumnBuffer buffer = ColumnBuffer.create(
                Buffers.schema("id BIGINT NOT NULL, a INT"),
                Records.settings(ValueFormat.JSON, SchemaMismatch.RESCUE, SchemaEvolution.ADD, null));

        assertThat(error(buffer, "{\"a\":1}").problem()).isEqualTo("field 'id' is null, but the column is NOT NULL.");
        assertThat(error(buffer, "{\"id\":\"x\"}").code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        Buffers.append(buffer, "{\"id\":1}");
        assertThat(Buffers.ddl(buffer)).isEqualTo("id BIGINT");
    }

    @Test
    void aRecordWithoutTheKeyThatItsTableDemandsIsRefused() {
        ColumnBuffer buffer = ColumnBuffer.create(
                Buffers.schema("_kafka_key STRING NOT NULL, a INT"),
                Records.withMetadata(
                        Records.settings(ValueFormat.JSON, SchemaMismatch.RESCUE, SchemaEvolution.ADD, null),
                        java.util.Set.of(io.sluice.connector.config.ValueSettings.MetadataColumn.KEY)));

        assertThat(error(buffer, "{\"a\":1}").problem())
                .isEqualTo("field '_kafka_key' is null, but the column is NOT NULL.");
    }

    @Test
    void whatIsNoObjectIsRefusedWithTheWayOut() {
        RecordError bytes =
                catchThrowableOfType(RecordError.class, () -> Buffers.maps().append(Records.of(new byte[] {1})));
        RecordError number =
                catchThrowableOfType(RecordError.class, () -> Buffers.maps().append(Records.of(7L)));
        RecordError list =
                catchThrowableOfType(RecordError.class, () -> Buffers.maps().append(Records.of(List.of(1L))));
        RecordError map =
                catchThrowableOfType(RecordError.class, () -> Buffers.json().append(Records.of(Map.of())));
        RecordError array = error(Buffers.json(), "[1]");

        assertThat(List.of(bytes, number, list, map, array))
                .extracting(RecordError::code)
                .containsOnly(ErrorCode.NOT_AN_OBJECT);
        assertThat(bytes.remedy()).contains("value.format=json");
        assertThat(map.remedy()).contains("ByteArrayConverter");
    }

    private static ColumnBuffer closed(String table, SchemaMismatch mismatch) {
        return ColumnBuffer.create(
                Buffers.schema(table), Records.settings(ValueFormat.JSON, mismatch, SchemaEvolution.NONE, null));
    }

    private static RecordError error(ColumnBuffer buffer, String json) {
        int rows = buffer.rows();
        RecordError error = catchThrowableOfType(RecordError.class, () -> buffer.append(Records.json(json)));
        assertThat(error).as(json).isNotNull();
        assertThat(buffer.rows()).isEqualTo(rows);
        return error;
    }
}
