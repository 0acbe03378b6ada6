package io.sluice.protobuf.registry;

import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;

/** The texts of a .proto file and of all that it imports. */
final class ProtoSources {
    private ProtoSources() {}

    /**
     * @param name for the file itself
     * @param imports by the names by which they are imported
     * @return by name, the file itself first; what is imported and nowhere to be found is not among them
     * @throws SerializationException if a file uses groups: to Wire they are no fields, and they would be missing from the rows
     */
    static Map<String, String> closure(String name, String text, Map<String, String> imports) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        Deque<String> unread = new ArrayDeque<>();
        files.put(name, text);
        unread.add(name);
        while (!unread.isEmpty()) {
            String path = unread.remove();
            ProtoFileElement file = ProtoParser.Companion.parse(Location.get(path), files.get(path));
            requireNoGroups(file.getTypes());
            List<String> wanted = Stream.concat(file.getImports().stream(), file.getPublicImports().stream())
                    .toList();
            for (String imported : wanted) {
                Optional<String> source = files.containsKey(imported) ? Optional.empty() : find(imported, imports);
                if (source.isPresent()) {
                    files.put(imported, source.get());
                    unread.add(imported);
                }
            }
        }
        return files;
    }

    /** Registered, or among those that come with protobuf and Google's common types, which nobody registers. */
    private static Optional<String> find(String name, Map<String, String> imports) throws IOException {
        String registered = imports.get(name);
        if (registered != null || !name.endsWith(".proto")) {
            return Optional.ofNullable(registered);
        }
        try (InputStream resource = ProtoSources.class.getClassLoader().getResourceAsStream(name)) {
            return resource == null
                    ? Optional.empty()
                    : Optional.of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static void requireNoGroups(List<? extends TypeElement> types) {
        for (TypeElement type : types) {
            if (type instanceof MessageElement message && hasGroups(message)) {
                throw new SerializationException(
                        "message type " + message.getName()
                                + " of its schema has a group, which is not supported. Declare a nested message and a field of it.");
            }
            requireNoGroups(type.getNestedTypes());
        }
    }

    private static boolean hasGroups(MessageElement message) {
        return !message.getGroups().isEmpty()
                || message.getOneOfs().stream()
                        .anyMatch(oneof -> !oneof.getGroups().isEmpty());
    }
}
