package io.sluice.local.e2e;

import com.google.protobuf.AnyProto;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.StructProto;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A message of all types: its .proto text, as it is registered, and its bytes, as a producer with generated code makes them. The producer's
 * descriptor is made by hand, so that no code of the converter has a part in it.
 */
final class ProtobufWire {
    private static final List<FileDescriptor> IMPORTS = List.of(
            TimestampProto.getDescriptor(),
            DurationProto.getDescriptor(),
            WrappersProto.getDescriptor(),
            StructProto.getDescriptor(),
            AnyProto.getDescriptor());
    private static final String OTHERS =
            "message Point { double x = 1; optional int32 y = 2; } enum Color { RED = 0; GREEN = 1; }";
    private static final Set<String> LABELS = Set.of("optional", "repeated", "oneof");

    private ProtobufWire() {}

    /** @param fields of which those that are declared {@code oneof} stand in one */
    static String schema(List<Typed> fields) {
        String imports = IMPORTS.stream()
                .map(file -> "import \"" + file.getName() + "\"; ")
                .collect(Collectors.joining());
        return "syntax = \"proto3\"; package io.sluice; " + imports + "message Everything { "
                + declarations(fields, false) + "oneof choice { " + declarations(fields, true) + "} } " + OTHERS;
    }

    static byte[] message(List<Typed> fields) throws Exception {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type(fields));
        String text = fields.stream()
                .filter(field -> !field.value().isEmpty())
                .map(field -> field.name() + field.value())
                .collect(Collectors.joining("\n"));
        TextFormat.merge(text, message);
        return message.build().toByteArray();
    }

    private static String declarations(List<Typed> fields, boolean oneof) {
        StringBuilder text = new StringBuilder();
        for (Typed field : fields) {
            if (label(field).equals("oneof") == oneof) {
                text.append(oneof ? typeOf(field) : field.schema())
                        .append(" " + field.name() + " = " + (fields.indexOf(field) + 1) + "; ");
            }
        }
        return text.toString();
    }

    private static Descriptor type(List<Typed> fields) throws DescriptorValidationException, TextFormat.ParseException {
        DescriptorProto.Builder message = DescriptorProto.newBuilder().setName("Everything");
        message.addOneofDeclBuilder().setName("choice");
        for (Typed field : fields) {
            add(message, field, fields.indexOf(field) + 1);
        }
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
                .setName("everything.proto")
                .setPackage("io.sluice")
                .setSyntax("proto3")
                .addMessageType(message);
        IMPORTS.forEach(imported -> file.addDependency(imported.getName()));
        TextFormat.merge(
                "message_type { name: 'Point' field { name: 'x' number: 1 type: TYPE_DOUBLE }"
                        + " field { name: 'y' number: 2 type: TYPE_INT32 oneof_index: 0 proto3_optional: true }"
                        + " oneof_decl { name: '_y' } }"
                        + " enum_type { name: 'Color' value { name: 'RED' number: 0 } value { name: 'GREEN' number: 1 } }",
                file);
        return FileDescriptor.buildFrom(file.build(), IMPORTS.toArray(FileDescriptor[]::new))
                .findMessageTypeByName("Everything");
    }

    private static void add(DescriptorProto.Builder message, Typed declared, int number) {
        FieldDescriptorProto.Builder field = declared.schema().startsWith("map<")
                ? map(message, declared, number)
                : field(declared.name(), number, typeOf(declared));
        switch (label(declared)) {
            case "repeated" -> field.setLabel(Label.LABEL_REPEATED);
            case "oneof" -> field.setOneofIndex(0);
            case "optional" -> {
                // As protoc has it: in a oneof of its own.
                field.setProto3Optional(true).setOneofIndex(message.getOneofDeclCount());
                message.addOneofDeclBuilder().setName("_" + declared.name());
            }
            default -> {}
        }
        message.addField(field);
    }

    /** As protoc has it: a list of entries, each a nested message. */
    private static FieldDescriptorProto.Builder map(DescriptorProto.Builder message, Typed declared, int number) {
        String[] types =
                declared.schema().substring(4, declared.schema().length() - 1).split(", ", 2);
        String entry = Character.toUpperCase(declared.name().charAt(0))
                + declared.name().substring(1) + "Entry";
        DescriptorProto.Builder nested = message.addNestedTypeBuilder()
                .setName(entry)
                .addField(field("key", 1, types[0]))
                .addField(field("value", 2, types[1]));
        nested.getOptionsBuilder().setMapEntry(true);
        return field(declared.name(), number, entry).setLabel(Label.LABEL_REPEATED);
    }

    private static FieldDescriptorProto.Builder field(String name, int number, String type) {
        FieldDescriptorProto.Builder field = FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(Label.LABEL_OPTIONAL);
        boolean scalar = Character.isLowerCase(type.charAt(0)) && type.indexOf('.') < 0;
        return scalar
                ? field.setType(FieldDescriptorProto.Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)))
                : field.setTypeName(type);
    }

    /** The first word, if it is one. */
    private static String label(Typed field) {
        String first = field.schema().split(" ", 2)[0];
        return LABELS.contains(first) ? first : "";
    }

    private static String typeOf(Typed field) {
        return label(field).isEmpty() ? field.schema() : field.schema().split(" ", 2)[1];
    }
}
