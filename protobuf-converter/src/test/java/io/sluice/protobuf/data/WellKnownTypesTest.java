package io.sluice.protobuf.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.StringValue;
import com.google.protobuf.UInt64Value;
import com.google.protobuf.Value;
import io.sluice.protobuf.registry.Protos;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WellKnownTypesTest {
    private static final Descriptor TYPE = Protos.file("syntax = 'proto3'; package acme;"
                    + "import 'google/protobuf/timestamp.proto'; import 'google/protobuf/duration.proto';"
                    + "import 'google/protobuf/wrappers.proto'; import 'google/protobuf/struct.proto';"
                    + "import 'google/protobuf/any.proto'; import 'google/protobuf/empty.proto';"
                    + "import 'google/protobuf/field_mask.proto'; import 'google/type/date.proto';"
                    + "message M { google.protobuf.Timestamp at = 1; repeated google.protobuf.Timestamp ats = 2;"
                    + " google.protobuf.Duration span = 3; google.protobuf.UInt64Value u = 4;"
                    + " google.protobuf.StringValue s = 5; google.protobuf.BoolValue b = 6;"
                    + " repeated google.protobuf.Int32Value is = 7; map<string, google.protobuf.DoubleValue> ds = 8;"
                    + " google.protobuf.Struct object = 9; google.protobuf.Value any_json = 10;"
                    + " google.protobuf.ListValue list = 11; google.protobuf.Any any = 12;"
                    + " google.protobuf.Empty nothing = 13; google.protobuf.FieldMask mask = 14;"
                    + " google.type.Date day = 15; repeated google.protobuf.Value values = 16; }")
            .findMessageTypeByName("M");

    @ParameterizedTest
    @CsvSource({
        "1577836800, 123456789, 1577836800123456",
        "0, 0, 0",
        "-1, 999999999, -1",
        "-62135596800, 1, -62135596800000000",
        "253402300799, 999999999, 253402300799999999"
    })
    void aTimestampIsMicrosecondsRoundedDown(long seconds, int nanos, long micros) {
        String text = "{ seconds: " + seconds + " nanos: " + nanos + " }";

        Struct struct = struct("at " + text + " ats " + text);

        Schema schema =
                SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").build();
        assertThat(struct.schema().field("at").schema())
                .isEqualTo(SchemaBuilder.int64()
                        .name("io.debezium.time.MicroTimestamp")
                        .optional()
                        .build());
        assertThat(struct.schema().field("ats").schema().valueSchema()).isEqualTo(schema);
        assertThat(struct.get("at")).isEqualTo(micros);
        assertThat(struct.getArray("ats")).isEqualTo(List.of(micros));
    }

    @Test
    void aTimestampThatHasNoMicrosecondsIsRefused() {
        assertThatThrownBy(() -> struct("at { seconds: 1577836800123456789 }"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("1577836800123456789 seconds")
                .hasMessageContaining("milliseconds or nanoseconds");
    }

    @Test
    void aWrapperIsAScalarThatMayBeNull() {
        Struct absent = struct("");
        Struct set = struct("u { value: 18446744073709551615 } s {} b { value: true } is { value: 1 } is {}"
                + " ds { key: 'k' value { value: 0.5 } }");

        assertThat(absent.schema().field("s").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
        assertThat(absent.schema().field("b").schema()).isEqualTo(Schema.OPTIONAL_BOOLEAN_SCHEMA);
        assertThat(absent.schema().field("is").schema().valueSchema()).isEqualTo(Schema.INT32_SCHEMA);
        assertThat(absent.get("u")).isNull();
        assertThat(absent.get("s")).isNull();
        assertThat(set.get("u")).isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(set.get("s")).isEqualTo("");
        assertThat(set.get("b")).isEqualTo(true);
        assertThat(set.getArray("is")).isEqualTo(List.of(1, 0));
        assertThat(set.getMap("ds")).isEqualTo(Map.of("k", 0.5));
    }

    @Test
    void jsonIsItsText() {
        Struct struct = struct("object { fields { key: 'b' value { list_value { values { bool_value: true }"
                + " values { null_value: NULL_VALUE } } } } fields { key: 'a' value { string_value: 'x\"y' } } }"
                + " any_json { number_value: 1.5 } list {} values { struct_value {} } values {}");

        assertThat(struct.schema().field("object").schema())
                .isEqualTo(SchemaBuilder.string()
                        .name("io.debezium.data.Json")
                        .optional()
                        .build());
        assertThat(struct.get("object")).isEqualTo("{\"a\":\"x\\\"y\",\"b\":[true,null]}");
        assertThat(struct.get("any_json")).isEqualTo("1.5");
        assertThat(struct.get("list")).isEqualTo("[]");
        assertThat(struct.getArray("values")).isEqualTo(List.of("{}", "null"));
        assertThat(struct("").get("object")).isNull();
    }

    @Test
    void aNumberThatJsonDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> struct("any_json { number_value: nan }"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("google.protobuf.Value has no JSON");
    }

    @Test
    void theOthersAreStructsAsTheyAreDeclared() {
        Struct struct =
                struct("span { seconds: -1 nanos: -5 } any { type_url: 'type.googleapis.com/acme.M' value: 'x' }"
                        + " nothing {} mask { paths: 'a.b' } day { year: 2020 month: 2 day: 29 }");

        assertThat(struct.getStruct("span").get("seconds")).isEqualTo(-1L);
        assertThat(struct.getStruct("span").get("nanos")).isEqualTo(-5);
        assertThat(struct.getStruct("any").get("type_url")).isEqualTo("type.googleapis.com/acme.M");
        assertThat(struct.getStruct("any").get("value")).isEqualTo(new byte[] {'x'});
        assertThat(struct.getStruct("nothing").schema().fields()).isEmpty();
        assertThat(struct.getStruct("mask").getArray("paths")).isEqualTo(List.of("a.b"));
        assertThat(struct.getStruct("day").schema().name()).isEqualTo("google.type.Date");
        assertThat(struct.getStruct("day").get("month")).isEqualTo(2);
    }

    /** A key is often one. */
    @Test
    void aValueMayBeOneAltogether() {
        ConnectData data = new ConnectData();

        assertThat(data.toConnect(StringValue.of("k"))).isEqualTo(new SchemaAndValue(Schema.STRING_SCHEMA, "k"));
        assertThat(data.toConnect(UInt64Value.of(-1)).value()).isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(data.toConnect(Value.newBuilder().setStringValue("t").build())
                        .value())
                .isEqualTo("\"t\"");
    }

    private static Struct struct(String text) {
        return (Struct) new ConnectData().toConnect(Protos.message(TYPE, text)).value();
    }
}
