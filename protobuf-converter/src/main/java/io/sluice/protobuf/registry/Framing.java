package io.sluice.protobuf.registry;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Which message of its file a value is, by what stands between the schema's id and the message:
 *
 * <ul>
 *   <li>Apicurio's serializers write a message of their own with its length before it; field 1 is the name of a message at the file's top.
 *   <li>Confluent's write a path of indexes, as zigzag varints with their number before them ("Wire format" in its documentation): into the
 *       file's messages, then into those nested in it. A single 0 is short for the first message.
 * </ul>
 *
 * <p>No setting says which: a name that the file has is not met by chance.
 *
 * @param offset where the message begins
 */
record Framing(Descriptor type, int offset) {
    private static final int NAME_TAG = (1 << 3) | 2;

    /** @throws SerializationException if it is neither */
    static Framing read(FileDescriptor file, byte[] bytes, int start, int length) {
        return named(file, CodedInputStream.newInstance(bytes, start, length))
                .or(() -> indexed(file, CodedInputStream.newInstance(bytes, start, length)))
                .map(framing -> new Framing(framing.type, start + framing.offset))
                .orElseThrow(() ->
                        new SerializationException("behind the id of its schema stands neither the name of a message"
                                + " type (Apicurio) nor its index (Confluent). Check that apicurio.registry.as-confluent and"
                                + " apicurio.registry.use-id fit the producer."));
    }

    private static Optional<Framing> named(FileDescriptor file, CodedInputStream input) {
        try {
            int outer = input.pushLimit(input.readRawVarint32());
            if (input.readTag() != NAME_TAG) {
                return Optional.empty();
            }
            Descriptor type = file.findMessageTypeByName(input.readStringRequireUtf8());
            boolean whole = input.isAtEnd();
            input.popLimit(outer);
            return type == null || !whole
                    ? Optional.empty()
                    : Optional.of(new Framing(type, input.getTotalBytesRead()));
        } catch (IOException e) {
            // No such message stands there: the other form is tried.
            return Optional.empty();
        }
    }

    private static Optional<Framing> indexed(FileDescriptor file, CodedInputStream input) {
        try {
            int count = input.readSInt32();
            List<Descriptor> types = file.getMessageTypes();
            Descriptor type = count == 0 && !types.isEmpty() ? types.get(0) : null;
            for (int level = 0; level < count; level++) {
                int index = input.readSInt32();
                if (index < 0 || index >= types.size()) {
                    return Optional.empty();
                }
                type = types.get(index);
                types = declared(type.getNestedTypes());
            }
            return Optional.ofNullable(type).map(found -> new Framing(found, input.getTotalBytesRead()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A map's entry is a nested message to a descriptor, and none to the text that the producer counted in. */
    private static List<Descriptor> declared(List<Descriptor> nested) {
        return nested.stream().filter(type -> !type.getOptions().getMapEntry()).toList();
    }
}
