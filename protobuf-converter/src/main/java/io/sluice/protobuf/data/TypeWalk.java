package io.sluice.protobuf.data;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/** One walk down a message type. */
final class TypeWalk {
    /** Those around the field in hand, and the fields that lead to it. */
    private final Deque<Descriptor> around = new ArrayDeque<>();

    private final Deque<String> path = new ArrayDeque<>();

    /** A type may be met at many fields; its own are walked once. */
    private final Map<Descriptor, List<FieldCopy>> walked = new HashMap<>();

    /**
     * @param optional of the schema
     * @throws DataException if the type contains itself
     */
    ConnectType message(Descriptor type, boolean optional) {
        return WellKnownTypes.of(type, optional).orElseGet(() -> struct(type, optional));
    }

    private ConnectType struct(Descriptor type, boolean optional) {
        List<FieldCopy> copies = walked.get(type);
        if (copies == null) {
            copies = fields(type);
            walked.put(type, copies);
        }
        List<Field> fields = copies.stream().map(FieldCopy::target).toList();
        Schema schema = new ConnectSchema(
                Schema.Type.STRUCT, optional, null, type.getFullName(), null, null, null, fields, null, null);
        return new ConnectType(schema, new StructCopy(schema, copies));
    }

    private List<FieldCopy> fields(Descriptor type) {
        if (around.contains(type)) {
            throw new DataException("Message type " + type.getFullName() + " contains itself at field '"
                    + String.join(".", path) + "', and neither Connect's schemas nor a table's types may be recursive."
                    + " Declare what repeats as google.protobuf.Struct or bytes, or land the topic's bytes as they are:"
                    + " ByteArrayConverter with the transform HoistField$Value.");
        }
        around.push(type);
        List<FieldCopy> copies = new ArrayList<>(type.getFields().size());
        for (FieldDescriptor field : type.getFields()) {
            path.addLast(field.getName());
            ConnectType connect = field(field);
            copies.add(
                    new FieldCopy(field, new Field(field.getName(), copies.size(), connect.schema()), connect.value()));
            path.removeLast();
        }
        around.pop();
        return copies;
    }

    private ConnectType field(FieldDescriptor field) {
        if (field.isMapField()) {
            return map(field.getMessageType());
        }
        if (field.isRepeated()) {
            return array(single(field, false));
        }
        return single(field, field.hasPresence() && !field.isRequired());
    }

    private ConnectType single(FieldDescriptor field, boolean optional) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? message(field.getMessageType(), optional)
                : ScalarTypes.of(field, optional);
    }

    private static ConnectType array(ConnectType element) {
        return new ConnectType(SchemaBuilder.array(element.schema()).build(), values -> {
            List<?> from = (List<?>) values;
            List<Object> to = new ArrayList<>(from.size());
            for (Object value : from) {
                to.add(element.value().apply(value));
            }
            return to;
        });
    }

    /** On the wire a map is a list of entries; of those with one key the last counts ("Backwards compatibility" of maps). */
    private ConnectType map(Descriptor entry) {
        FieldDescriptor keyField = entry.findFieldByNumber(1);
        FieldDescriptor valueField = entry.findFieldByNumber(2);
        ConnectType key = single(keyField, false);
        ConnectType value = single(valueField, false);
        return new ConnectType(SchemaBuilder.map(key.schema(), value.schema()).build(), entries -> {
            Map<Object, Object> map = new LinkedHashMap<>();
            for (Object each : (List<?>) entries) {
                Message pair = (Message) each;
                map.put(
                        key.value().apply(pair.getField(keyField)),
                        value.value().apply(pair.getField(valueField)));
            }
            return map;
        });
    }
}
