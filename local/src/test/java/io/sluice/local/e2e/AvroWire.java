package io.sluice.local.e2e;

import io.sluice.local.registry.Registered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** Values as a producer with a registry writes them: a zero, the schema's id in four bytes, the value. */
final class AvroWire {
    private AvroWire() {}

    /** @param json in Avro's JSON encoding */
    static byte[] value(Registered id, Schema schema, String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            Object value = new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().jsonDecoder(schema, json));
            new GenericDatumWriter<>(schema).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return framed(id, bytes.toByteArray());
    }

    static byte[] framed(Registered id, byte[] value) {
        return ByteBuffer.allocate(1 + Integer.BYTES + value.length)
                .put((byte) 0)
                .putInt(Math.toIntExact(id.contentId()))
                .put(value)
                .array();
    }
}
