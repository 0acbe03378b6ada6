package io.sluice.connector.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.delta.kernel.types.StructType;
import io.sluice.connector.error.ErrorCode;
import io.sluice.connector.error.RecordError;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ConnectTypesTest {
    static Stream<Arguments> types() {
        return Stream.of(
                arguments(Schema.INT8_SCHEMA, "TINYINT"),
                arguments(Schema.INT16_SCHEMA, "SMALLINT"),
                arguments(Schema.INT32_SCHEMA, "INT"),
                arguments(Schema.OPTIONAL_INT64_SCHEMA, "BIGINT"),
                arguments(Schema.FLOAT32_SCHEMA, "FLOAT"),
                arguments(Schema.FLOAT64_SCHEMA, "DOUBLE"),
                arguments(Schema.BOOLEAN_SCHEMA, "BOOLEAN"),
                arguments(Schema.STRING_SCHEMA, "STRING"),
                arguments(Schema.BYTES_SCHEMA, "BINARY"),
                arguments(Date.SCHEMA, "DATE"),
                arguments(Timestamp.SCHEMA, "TIMESTAMP"),
                arguments(Time.SCHEMA, "STRING"),
                arguments(SchemaBuilder.int64().name(Date.LOGICAL_NAME).build(), "BIGINT"),
                arguments(SchemaBuilder.string().name("io.example.Enum").build(), "STRING"),
                arguments(SchemaBuilder.array(Schema.STRING_SCHEMA).build(), "ARRAY<STRING>"),
                arguments(
                        SchemaBuilder.map(Schema.INT32_SCHEMA, Timestamp.SCHEMA).build(), "MAP<INT, TIMESTAMP>"),
                arguments(
                        SchemaBuilder.struct()
                                .field("a b", Schema.INT8_SCHEMA)
                                .field(
                                        "c",
                                        SchemaBuilder.array(SchemaBuilder.struct()
                                                        .field("d", Date.SCHEMA)
                                                        .build())
                                                .build())
                                .build(),
                        "STRUCT<a_b: TINYINT COMMENT 'a b', c: ARRAY<STRUCT<d: DATE>>>"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void mapsEveryConnectType(Schema schema, String type) throws RecordError {
        assertThat(DdlSchema.toDdl(ConnectTypes.deltaType(schema, 16))).isEqualTo(type);
    }

    static Stream<Arguments> decimals() {
        return Stream.of(
                arguments(2, null, "DECIMAL(38,2)"),
                arguments(0, "9", "DECIMAL(9,0)"),
                arguments(4, "10", "DECIMAL(10,4)"),
                arguments(4, "2", "DECIMAL(4,4)"),
                arguments(-3, "5", "DECIMAL(8,0)"),
                arguments(-3, null, "DECIMAL(38,0)"),
                arguments(10, "64", "DECIMAL(38,10)"),
                arguments(0, "0", "DECIMAL(1,0)"),
                arguments(38, "2147483647", "DECIMAL(38,38)"));
    }

    @ParameterizedTest
    @MethodSource("decimals")
    void takesADecimalsPrecisionFromItsParameter(int scale, String precision, String type) throws RecordError {
        SchemaBuilder decimal = Decimal.builder(scale);
        if (precision != null) {
            decimal.parameter(ConnectTypes.DECIMAL_PRECISION, precision);
        }
        assertThat(DdlSchema.toDdl(ConnectTypes.deltaType(decimal.build(), 16))).isEqualTo(type);
    }

    static Stream<Arguments> refused() {
        Schema map =
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).build();
        SchemaBuilder node = SchemaBuilder.struct().name("io.example.Node");
        node.field("value", Schema.INT32_SCHEMA)
                .field("ne/xt", SchemaBuilder.array(node).optional().build());
        Schema deep = Schema.INT32_SCHEMA;
        for (int i = 0; i <= 16; i++) {
            deep = SchemaBuilder.array(deep).build();
        }
        SchemaBuilder bare = SchemaBuilder.bytes().name(Decimal.LOGICAL_NAME);
        return Stream.of(
                arguments(
                        node.build(),
                        ErrorCode.UNSUPPORTED_TYPE,
                        "/ne~1xt/-/ne~1xt/-",
                        "schema 'io.example.Node' contains itself"),
                arguments(
                        Decimal.schema(39),
                        ErrorCode.UNSUPPORTED_TYPE,
                        "",
                        "scale 39 of the decimal is beyond Delta's 38"),
                arguments(bare.build(), ErrorCode.UNSUPPORTED_TYPE, "", "parameter 'scale' of the decimal is 'null'"),
                arguments(
                        Decimal.builder(2)
                                .parameter(ConnectTypes.DECIMAL_PRECISION, "many")
                                .build(),
                        ErrorCode.UNSUPPORTED_TYPE,
                        "",
                        "parameter 'connect.decimal.precision' of the decimal is 'many'"),
                arguments(
                        SchemaBuilder.map(SchemaBuilder.array(map).build(), map).build(),
                        ErrorCode.UNSUPPORTED_TYPE,
                        "",
                        "the map's key is or holds a map"),
                arguments(deep, ErrorCode.TOO_DEEP, "/-".repeat(16), "nested deeper than value.nesting.max=16 levels"),
                arguments(
                        SchemaBuilder.struct()
                                .field(
                                        "s",
                                        SchemaBuilder.struct()
                                                .field("Id", Schema.INT8_SCHEMA)
                                                .field("id", Schema.INT8_SCHEMA)
                                                .build())
                                .build(),
                        ErrorCode.COLUMN_COLLISION,
                        "/s/id",
                        "fields 'Id' and 'id'"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatDeltaHasNoTypeForAndSaysWhere(Schema schema, ErrorCode code, String field, String problem) {
        assertThatThrownBy(() -> ConnectTypes.deltaType(schema, 16))
                .isInstanceOfSatisfying(RecordError.class, error -> {
                    assertThat(error.code()).isEqualTo(code);
                    assertThat(error.field()).isEqualTo(field);
                    assertThat(error.problem()).contains(problem);
                });
    }

    @Test
    void aSchemaUsedTwiceSideBySideIsNotRecursive() throws RecordError {
        Schema point = SchemaBuilder.struct()
                .name("Point")
                .field("x", Schema.INT32_SCHEMA)
                .build();
        Schema line =
                SchemaBuilder.struct().field("from", point).field("to", point).build();

        StructType type = (StructType) ConnectTypes.deltaType(line, 16);

        assertThat(type.fieldNames()).containsExactly("from", "to");
        assertThat(type.fields()).allMatch(field -> field.isNullable());
    }
}
