package io.sluice.protobuf.registry;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import io.apicurio.registry.resolver.ParsedSchema;
import io.apicurio.registry.resolver.SchemaParser;
import io.apicurio.registry.serde.protobuf.ProtobufKafkaDeserializer;
import io.apicurio.registry.serde.protobuf.ProtobufSerdeHeaders;
import io.apicurio.registry.utils.protobuf.schema.ProtobufSchema;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;

/**
 * Apicurio's deserializer as far as the schema: id, lookup, references, cache, authentication. From there on it is ours. Apicurio's knows no
 * message indexes, which Confluent's serializer writes; it takes the first message of the file where it finds no name; and it loads the
 * producer's generated class where a header names one, which no worker has.
 */
public final class RegistryDeserializer extends ProtobufKafkaDeserializer<DynamicMessage> {
    private final CompilingSchemaParser parser = new CompilingSchemaParser();
    private ProtobufSerdeHeaders typeHeaders = new ProtobufSerdeHeaders(Map.of(), false);

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        super.configure(configs, isKey);
        typeHeaders = new ProtobufSerdeHeaders(new HashMap<>(configs), isKey);
    }

    @Override
    public SchemaParser<ProtobufSchema, DynamicMessage> schemaParser() {
        return parser;
    }

    /**
     * @param headers null when there are none
     * @return null for null, and for no bytes at all unless a header names their schema
     * @throws SerializationException if the bytes are no message of their schema, or that is none; the message says why
     * @throws RuntimeException what the registry's client makes of an answer, or of its absence
     */
    @Override
    public DynamicMessage deserialize(String topic, Headers headers, byte[] data) {
        if (data == null) {
            return null;
        }
        boolean named = headersHandler != null
                && headers != null
                && headersHandler.readHeaders(headers).hasValue();
        if (!named) {
            if (data.length == 0) {
                return null;
            }
            if (data[0] != MAGIC_BYTE && fallbackArtifactProvider == null) {
                throw new SerializationException(
                        "it does not begin with the byte 0 that stands before a schema's id, and no"
                                + " header names its schema. Check that a registry's serializer wrote it.");
            }
        }
        return super.deserialize(topic, headers, data);
    }

    @Override
    protected DynamicMessage readData(ParsedSchema<ProtobufSchema> schema, ByteBuffer buffer, int start, int length) {
        byte[] bytes = bytes(buffer, start, length);
        Framing framing = Framing.read(file(schema), bytes, 0, length);
        return parse(framing.type(), ByteString.copyFrom(bytes, framing.offset(), length - framing.offset()));
    }

    @Override
    protected DynamicMessage readData(
            Headers headers, ParsedSchema<ProtobufSchema> schema, ByteBuffer buffer, int start, int length) {
        String name = headers == null ? null : typeHeaders.getProtobufTypeName(headers);
        if (name == null) {
            return readData(schema, buffer, start, length);
        }
        Descriptor type = file(schema).findMessageTypeByName(name);
        if (type == null) {
            throw new SerializationException("its header names message type '" + name
                    + "', which is not at the top of its schema. Check which schema the producer registers.");
        }
        return parse(type, ByteString.copyFrom(bytes(buffer, start, length)));
    }

    /** Connect closes what it only asked for its settings, too. */
    @Override
    public void close() {
        if (schemaResolver != null) {
            super.close();
        }
    }

    private static FileDescriptor file(ParsedSchema<ProtobufSchema> schema) {
        return schema.getParsedSchema().getFileDescriptor();
    }

    private static byte[] bytes(ByteBuffer buffer, int start, int length) {
        byte[] bytes = new byte[length];
        buffer.get(start, bytes);
        return bytes;
    }

    private static DynamicMessage parse(Descriptor type, ByteString message) {
        try {
            return DynamicMessage.parseFrom(type, message);
        } catch (InvalidProtocolBufferException e) {
            throw new SerializationException(
                    "it is no message of type " + type.getFullName() + ": " + e.getMessage()
                            + " Check that the producer writes what it registers.",
                    e);
        }
    }
}
