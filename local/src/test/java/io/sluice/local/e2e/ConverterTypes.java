package io.sluice.local.e2e;

import static io.sluice.local.e2e.Typed.same;
import static io.sluice.local.e2e.Typed.typed;

import java.util.List;

/** Every type that a converter can give, as docs/types.md lists them. */
final class ConverterTypes {
    private static final String DECIMAL =
            "'type':'bytes','name':'org.apache.kafka.connect.data.Decimal','parameters':{'scale':'%s'%s}";
    private static final String CONNECT_TIME = "'type':'%s','name':'org.apache.kafka.connect.data.%s'";
    private static final String DEBEZIUM = "'type':'%s','name':'io.debezium.%s'";
    private static final String POINT = "'type':'struct','fields':[{'field':'x','type':'double'},"
            + "{'field':'y','type':'int32','optional':true}]";
    private static final String AVRO_LOGICAL = "'type':{'type':'%s','logicalType':'%s'}";

    /** Connect's, in the form of JsonConverter with schemas. */
    static final List<Typed> CONNECT = List.of(
            same("i8", "'type':'int8'", "-128", "byte"),
            same("i16", "'type':'int16'", "-32768", "short"),
            same("i32", "'type':'int32'", "-2147483648", "integer"),
            same("i64", "'type':'int64'", "9223372036854775807", "long"),
            same("f32", "'type':'float'", "0.5", "float"),
            same("f64", "'type':'double'", "0.1", "double"),
            same("b", "'type':'boolean'", "true", "boolean"),
            same("s", "'type':'string'", "'Zoë'", "string"),
            typed("y", "'type':'bytes'", "'AQI='", "binary", "'\\\\x01\\\\x02'"),
            typed("dec", DECIMAL.formatted(2, ",'connect.decimal.precision':'10'"), "'BNI='", "decimal(10,2)", "12.34"),
            typed("dec38", DECIMAL.formatted(3, ""), "'BNI='", "decimal(38,3)", "1.234"),
            typed("hundreds", DECIMAL.formatted(-2, ""), "'BNI='", "decimal(38,0)", "123400"),
            typed("day", CONNECT_TIME.formatted("int32", "Date"), "18262", "date", "'2020-01-01'"),
            typed("t", CONNECT_TIME.formatted("int32", "Time"), "3723004", "string", "'01:02:03.004'"),
            typed(
                    "at",
                    CONNECT_TIME.formatted("int64", "Timestamp"),
                    "1577836800123",
                    "timestamp",
                    "'2020-01-01 00:00:00.123+00'"),
            same("r", POINT, "{'x':1.5,'y':null}", "struct<x:double,y:integer>"),
            same(
                    "a",
                    "'type':'array','items':{" + POINT + "}",
                    "[{'x':2.5,'y':3}]",
                    "array<struct<x:double,y:integer>>"),
            same(
                    "m",
                    "'type':'map','keys':{'type':'string'},'values':{'type':'array','items':{'type':'int64'}}",
                    "{'k':[1,2]}",
                    "map<string,array<long>>"),
            typed(
                    "pairs",
                    "'type':'map','keys':{'type':'int32'},'values':{'type':'string'}",
                    "[[7,'seven']]",
                    "map<integer,string>",
                    "{'7':'seven'}"),
            same("none", "'type':'string','optional':true", "null", "string"),
            typed("filled", "'type':'string','optional':true,'default':'d'", "null", "string", "'d'"));

    /** Debezium's semantic types, in the same form. */
    static final List<Typed> DEBEZIUM_TYPES = List.of(
            typed("d_date", DEBEZIUM.formatted("int32", "time.Date"), "-1", "date", "'1969-12-31'"),
            typed("d_isodate", DEBEZIUM.formatted("string", "time.IsoDate"), "'2020-02-29Z'", "date", "'2020-02-29'"),
            typed(
                    "d_ts",
                    DEBEZIUM.formatted("int64", "time.Timestamp"),
                    "1577836800123",
                    "timestamp",
                    "'2020-01-01 00:00:00.123+00'"),
            typed(
                    "d_micros",
                    DEBEZIUM.formatted("int64", "time.MicroTimestamp"),
                    "1577836800123456",
                    "timestamp",
                    "'2020-01-01 00:00:00.123456+00'"),
            typed(
                    "d_nanos",
                    DEBEZIUM.formatted("int64", "time.NanoTimestamp"),
                    "1577836800123456789",
                    "timestamp",
                    "'2020-01-01 00:00:00.123456+00'"),
            typed(
                    "d_zoned",
                    DEBEZIUM.formatted("string", "time.ZonedTimestamp"),
                    "'2020-01-01T02:00:00.5+02:00'",
                    "timestamp",
                    "'2020-01-01 00:00:00.5+00'"),
            typed(
                    "d_iso",
                    DEBEZIUM.formatted("string", "time.IsoTimestamp"),
                    "'2020-01-01T00:00:00.5Z'",
                    "timestamp",
                    "'2020-01-01 00:00:00.5+00'"),
            typed("d_time", DEBEZIUM.formatted("int32", "time.Time"), "3723004", "string", "'01:02:03.004'"),
            typed(
                    "d_microtime",
                    DEBEZIUM.formatted("int64", "time.MicroTime"),
                    "3723004005",
                    "string",
                    "'01:02:03.004005'"),
            typed(
                    "d_nanotime",
                    DEBEZIUM.formatted("int64", "time.NanoTime"),
                    "3723004005006",
                    "string",
                    "'01:02:03.004005006'"),
            typed(
                    "d_number",
                    DEBEZIUM.formatted("struct", "data.VariableScaleDecimal")
                            + ",'fields':[{'field':'scale','type':'int32'},{'field':'value','type':'bytes'}]",
                    "{'scale':3,'value':'BNI='}",
                    "string",
                    "'1.234'"),
            same(
                    "d_uuid",
                    DEBEZIUM.formatted("string", "data.Uuid"),
                    "'123e4567-e89b-12d3-a456-426614174000'",
                    "string"),
            same("d_year", DEBEZIUM.formatted("int32", "time.Year"), "2020", "integer"));

    /** JSON's own, without a schema. */
    static final List<Typed> PLAIN = List.of(
            same("i", "", "9223372036854775807", "long"),
            same("f", "", "0.1", "double"),
            typed("mixed", "", "[1,2.5]", "array<double>", "[1.0,2.5]"),
            same("s", "", "'Zoë'", "string"),
            same("b", "", "false", "boolean"),
            same(
                    "o",
                    "",
                    "{'x':1.5,'in':{'y':[{'z':true}]}}",
                    "struct<in:struct<y:array<struct<z:boolean>>>,x:double>"));

    /** Avro's, values in its JSON encoding. */
    static final List<Typed> AVRO = List.of(
            same("b", "'type':'boolean'", "true", "boolean"),
            same("i", "'type':'int'", "-2147483648", "integer"),
            same("i8", "'type':{'type':'int','connect.type':'int8'}", "-128", "byte"),
            same("l", "'type':'long'", "9223372036854775807", "long"),
            same("f", "'type':'float'", "0.5", "float"),
            same("d", "'type':'double'", "0.1", "double"),
            typed("y", "'type':'bytes'", "'\\u0001\\u00ff'", "binary", "'\\\\x01\\\\xFF'"),
            same("s", "'type':'string'", "'Zoë'", "string"),
            same("e", "'type':{'type':'enum','name':'Color','symbols':['RED','GREEN']}", "'GREEN'", "string"),
            typed(
                    "x",
                    "'type':{'type':'fixed','name':'Two','size':2}",
                    "'\\u0000\\u0002'",
                    "binary",
                    "'\\\\x00\\\\x02'"),
            typed(
                    "dec",
                    "'type':{'type':'bytes','logicalType':'decimal','precision':10,'scale':2}",
                    "'\\u00fb\\u002e'",
                    "decimal(10,2)",
                    "-12.34"),
            typed(
                    "dec38",
                    "'type':{'type':'bytes','logicalType':'decimal','precision':38,'scale':10}",
                    "'\\u004b\\u003b\\u004c\\u00a8\\u005a\\u0086\\u00c4\\u007a\\u0009\\u008a\\u0022\\u003f\\u00ff\\u00ff\\u00ff\\u00ff'",
                    "decimal(38,10)",
                    "9999999999999999999999999999.9999999999"),
            typed(
                    "fixed_dec",
                    "'type':{'type':'fixed','name':'Four','size':4,'logicalType':'decimal','precision':9,'scale':4,"
                            + "'connect.name':'org.apache.kafka.connect.data.Decimal'}",
                    "'\\u0000\\u0001\\u00e2\\u0040'",
                    "decimal(9,4)",
                    "12.3456"),
            typed("day", AVRO_LOGICAL.formatted("int", "date"), "18262", "date", "'2020-01-01'"),
            typed("t", AVRO_LOGICAL.formatted("int", "time-millis"), "3723004", "string", "'01:02:03.004'"),
            same("t_micros", AVRO_LOGICAL.formatted("long", "time-micros"), "3723004005", "long"),
            typed(
                    "at",
                    AVRO_LOGICAL.formatted("long", "timestamp-millis"),
                    "1577836800123",
                    "timestamp",
                    "'2020-01-01 00:00:00.123+00'"),
            same("at_micros", AVRO_LOGICAL.formatted("long", "timestamp-micros"), "1577836800123456", "long"),
            typed(
                    "declared",
                    AVRO_LOGICAL.formatted("long", "timestamp-micros"),
                    "1577836800123456",
                    "timestamp",
                    "'2020-01-01 00:00:00.123456+00'"),
            typed(
                    "named",
                    "'type':{'type':'long','logicalType':'timestamp-micros',"
                            + "'connect.name':'io.debezium.time.MicroTimestamp'}",
                    "1577836800123456",
                    "timestamp",
                    "'2020-01-01 00:00:00.123456+00'"),
            same("local", AVRO_LOGICAL.formatted("long", "local-timestamp-millis"), "1577836800123", "long"),
            same("id", AVRO_LOGICAL.formatted("string", "uuid"), "'123e4567-e89b-12d3-a456-426614174000'", "string"),
            same("none", "'type':['null','long'],'default':null", "null", "long"),
            typed("some", "'type':['null','long'],'default':null", "{'long':7}", "long", "7"),
            same("unset", "'type':['string','null'],'default':'d'", "null", "string"),
            same(
                    "r",
                    "'type':{'type':'record','name':'Point','fields':[{'name':'x','type':'double'}]}",
                    "{'x':1.5}",
                    "struct<x:double>"),
            typed(
                    "u",
                    "'type':['null','int','string','Point']",
                    "{'io.sluice.Point':{'x':2.5}}",
                    "struct<Point:struct<x:double>,int:integer,string:string>",
                    "{'int':null,'string':null,'Point':{'x':2.5}}"),
            same("a", "'type':{'type':'array','items':'Point'}", "[{'x':2.5}]", "array<struct<x:double>>"),
            same(
                    "m",
                    "'type':{'type':'map','values':{'type':'array','items':'long'}}",
                    "{'k':[1,2]}",
                    "map<string,array<long>>"));

    private ConverterTypes() {}
}
