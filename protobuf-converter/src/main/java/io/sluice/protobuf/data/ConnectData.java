package io.sluice.protobuf.data;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;
import org.apache.kafka.connect.data.SchemaAndValue;

/**
 * Messages as Connect's values.
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>protobuf</th><th>Connect</th></tr>
 * <tr><td>scalars and enums</td><td>see {@link ScalarTypes}</td></tr>
 * <tr><td>message, map, repeated</td><td>STRUCT named as the message, MAP, ARRAY</td></tr>
 * <tr><td>google.protobuf's own</td><td>see {@link WellKnownTypes}</td></tr>
 * </table>
 *
 * <p>A field with presence (its descriptor's {@code hasPresence}: messages, members of a oneof, {@code optional}, all singular fields of
 * proto2) is optional, and null when the message does not have it, a default of proto2 notwithstanding. Any other scalar is required, and
 * what a message does not have is 0, false or empty: the protocol does not tell the two apart. A field that the schema does not know, an
 * extension among them, is passed over, as all readers of protobuf do.
 */
public final class ConnectData {
    private static final int KEPT = 100;

    private final Cache<Descriptor, ConnectType> types = new SynchronizedCache<>(new LRUCache<>(KEPT));

    /**
     * @throws org.apache.kafka.connect.errors.DataException for a message type that contains itself, a timestamp beyond 64 bits of
     *     microseconds, and a google.protobuf.Value that is NaN or infinite
     */
    public SchemaAndValue toConnect(Message message) {
        Descriptor descriptor = message.getDescriptorForType();
        ConnectType type = types.get(descriptor);
        if (type == null) {
            type = new TypeWalk().message(descriptor, false);
            types.put(descriptor, type);
        }
        return new SchemaAndValue(type.schema(), type.value().apply(message));
    }
}
