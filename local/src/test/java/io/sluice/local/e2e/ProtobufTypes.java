package io.sluice.local.e2e;

import static io.sluice.local.e2e.Typed.typed;

import java.util.List;

/** Every type of Protobuf, as docs/types.md lists them: declared in a .proto file of proto3, with values in the text format. */
final class ProtobufTypes {
    private static final String GOOGLE = "google.protobuf.";
    private static final String MOMENT = " { seconds: 1577836800 nanos: 123456789 }";
    private static final String AT = "'2020-01-01 00:00:00.123456+00'";

    static final List<Typed> ALL = List.of(
            typed("i", "int32", ": -2147483648", "integer", "-2147483648"),
            typed("si", "sint32", ": -2147483648", "integer", "-2147483648"),
            typed("sf", "sfixed32", ": 2147483647", "integer", "2147483647"),
            typed("ui", "uint32", ": 4294967295", "long", "4294967295"),
            typed("fi", "fixed32", ": 4294967295", "long", "4294967295"),
            typed("l", "int64", ": -9223372036854775808", "long", "-9223372036854775808"),
            typed("sl", "sint64", ": -9223372036854775808", "long", "-9223372036854775808"),
            typed("sfl", "sfixed64", ": 9223372036854775807", "long", "9223372036854775807"),
            typed("ul", "uint64", ": 18446744073709551615", "decimal(20,0)", "18446744073709551615"),
            typed("fl", "fixed64", ": 18446744073709551615", "decimal(20,0)", "18446744073709551615"),
            typed("f", "float", ": 0.5", "float", "0.5"),
            typed("d", "double", ": 0.1", "double", "0.1"),
            typed("b", "bool", ": true", "boolean", "true"),
            typed("s", "string", ": 'Zoë'", "string", "'Zoë'"),
            typed("y", "bytes", ": '\\001\\377'", "binary", "'\\\\x01\\\\xFF'"),
            typed("e", "Color", ": GREEN", "string", "'GREEN'"),
            typed("r", "Point", " { x: 1.5 }", "struct<x:double,y:integer>", "{'x':1.5,'y':null}"),
            typed(
                    "a",
                    "repeated Point",
                    ": [{ x: 2.5 y: 0 }, {}]",
                    "array<struct<x:double,y:integer>>",
                    "[{'x':2.5,'y':0},{'x':0.0,'y':null}]"),
            typed("es", "repeated Color", ": [GREEN, RED]", "array<string>", "['GREEN','RED']"),
            typed(
                    "m",
                    "map<string, uint32>",
                    " { key: 'k' value: 4294967295 }",
                    "map<string,long>",
                    "{'k':4294967295}"),
            typed(
                    "pairs",
                    "map<int64, Point>",
                    " { key: 7 value { x: 1.5 } }",
                    "map<long,struct<x:double,y:integer>>",
                    "{'7':{'x':1.5,'y':null}}"),
            typed("unset", "int32", "", "integer", "0"),
            typed("zero", "optional int32", ": 0", "integer", "0"),
            typed("none", "optional int32", "", "integer", "null"),
            typed("empty", "repeated int32", "", "array<integer>", "[]"),
            typed("chosen", "oneof string", ": ''", "string", "''"),
            typed("other", "oneof int64", "", "long", "null"),
            typed("at", GOOGLE + "Timestamp", MOMENT, "timestamp", AT),
            typed("never", GOOGLE + "Timestamp", "", "timestamp", "null"),
            typed(
                    "span",
                    GOOGLE + "Duration",
                    " { seconds: 90 nanos: 5 }",
                    "struct<nanos:integer,seconds:long>",
                    "{'seconds':90,'nanos':5}"),
            typed("wrapped", GOOGLE + "UInt64Value", " { value: 7 }", "decimal(20,0)", "7"),
            typed("wrapped_none", GOOGLE + "StringValue", "", "string", "null"),
            typed(
                    "object",
                    GOOGLE + "Struct",
                    " { fields { key: 'k' value { list_value { values { number_value: 1.5 } values { bool_value: true } } } } }",
                    "string",
                    "'{\\\"k\\\":[1.5,true]}'"),
            typed("any_json", GOOGLE + "Value", " { null_value: NULL_VALUE }", "string", "'null'"),
            typed(
                    "any",
                    GOOGLE + "Any",
                    " { type_url: 'type.googleapis.com/io.sluice.Point' value: '\\001' }",
                    "struct<type_url:string,value:binary>",
                    "{'type_url':'type.googleapis.com/io.sluice.Point','value':'\\\\x01'}"));

    private ProtobufTypes() {}
}
