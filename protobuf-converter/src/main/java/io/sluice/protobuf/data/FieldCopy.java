package io.sluice.protobuf.data;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** A field on its way from a message to a struct. */
record FieldCopy(FieldDescriptor source, Field target, UnaryOperator<Object> value) {
    /** Leaves null what the message can be without, and is. */
    void copy(Message from, Struct to) {
        if (!source.hasPresence() || from.hasField(source)) {
            to.put(target, value.apply(from.getField(source)));
        }
    }
}
