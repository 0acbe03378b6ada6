package io.sluice.protobuf.data;

import com.google.protobuf.Message;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * From a message to a struct.
 *
 * @param schema the very one of the field that the struct is for: Connect compares them whenever a struct is put into another
 */
record StructCopy(Schema schema, List<FieldCopy> fields) implements UnaryOperator<Object> {
    @Override
    public Object apply(Object message) {
        Struct struct = new Struct(schema);
        for (FieldCopy field : fields) {
            field.copy((Message) message, struct);
        }
        return struct;
    }
}
