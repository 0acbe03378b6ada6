package io.sluice.protobuf.registry;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Schemas and messages from texts. */
public final class Protos {
    private Protos() {}

    public static FileDescriptor file(String text) {
        return ProtoCompiler.compile(text, Map.of());
    }

    /** The first message of a proto3 file with this body. */
    public static Descriptor type(String body) {
        return file("syntax = 'proto3'; package acme; " + body)
                .getMessageTypes()
                .get(0);
    }

    /** @param text in protobuf's text format; what comes back has been on the wire */
    public static DynamicMessage message(Descriptor type, String text) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        try {
            TextFormat.merge(text, message);
            return DynamicMessage.parseFrom(type, message.build().toByteString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
