package io.sluice.protobuf.registry;

import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaLoader;
import com.squareup.wire.schema.internal.SchemaEncoder;
import io.apicurio.registry.utils.protobuf.schema.FileDescriptorUtils;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okio.BufferedSink;
import okio.Okio;
import okio.Path;
import okio.fakefilesystem.FakeFileSystem;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Descriptors of .proto texts, as protoc would make them, by Wire's parser, linker and encoder.
 *
 * <p>Apicurio's own way from text to descriptor loses what presence hangs on (to it a proto3 {@code optional} is in no oneof, so that a 0
 * that was set and one that was not look alike), looks for a map's values by their last name alone, and finds either the imports that are
 * registered or protobuf's own, not both.
 */
final class ProtoCompiler {
    private static final String MAIN = "registered.proto";

    /** Not the file system's root: Wire would want each file to stand in the folders of its package. */
    private static final String ROOT = "/schema";

    /** Those that protobuf's runtime has, whatever text is registered under their names. */
    private static final Map<String, FileDescriptor> WELL_KNOWN = wellKnown();

    private final Schema schema;
    private final SchemaEncoder encoder;
    private final Map<String, FileDescriptor> descriptors = new HashMap<>(WELL_KNOWN);

    private ProtoCompiler(Schema schema) {
        this.schema = schema;
        this.encoder = new SchemaEncoder(schema);
    }

    /**
     * @param text of a .proto file in the syntax proto2 or proto3
     * @param imports the texts of the files that it imports, and of those that they import, by the names by which they are imported;
     *     those of google.protobuf and google.type need not be there
     * @throws SerializationException if it is no schema, imports what is not there or uses what is not supported; the message says
     *     which
     */
    static FileDescriptor compile(String text, Map<String, String> imports) {
        try {
            Map<String, String> files = ProtoSources.closure(MAIN, text, imports);
            return new ProtoCompiler(link(files)).descriptor(MAIN);
        } catch (SerializationException e) {
            throw e;
        } catch (IOException | DescriptorValidationException | RuntimeException e) {
            // Wire has no exception of its own for a text that is no .proto file.
            throw new SerializationException(
                    "its schema cannot be read: " + e.getMessage()
                            + ". It must be the text of a .proto file of proto2 or proto3, and what it imports its references"
                            + " in the registry, by the names by which it imports them.",
                    e);
        }
    }

    private static Schema link(Map<String, String> files) throws IOException {
        FakeFileSystem memory = new FakeFileSystem();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = Path.get(ROOT + "/" + file.getKey());
            Path folder = path.parent();
            if (folder != null) {
                memory.createDirectories(folder);
            }
            try (BufferedSink sink = Okio.buffer(memory.sink(path, false))) {
                sink.writeUtf8(file.getValue());
            }
        }
        List<Location> root = List.of(Location.get(ROOT));
        SchemaLoader loader = new SchemaLoader(memory);
        loader.initRoots(root, root);
        // As protoc does.
        loader.setPermitPackageCycles(true);
        return loader.loadSchema();
    }

    private FileDescriptor descriptor(String name) throws IOException, DescriptorValidationException {
        FileDescriptor known = descriptors.get(name);
        if (known != null) {
            return known;
        }
        FileDescriptorProto file = FileDescriptorProto.parseFrom(
                encoder.encode(schema.protoFile(name)).toByteArray());
        List<FileDescriptor> imports = new ArrayList<>(file.getDependencyCount());
        for (String imported : file.getDependencyList()) {
            imports.add(descriptor(imported));
        }
        FileDescriptor made = FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new));
        descriptors.put(name, made);
        return made;
    }

    private static Map<String, FileDescriptor> wellKnown() {
        Map<String, FileDescriptor> files = new HashMap<>();
        for (FileDescriptor file : FileDescriptorUtils.baseDependencies()) {
            files.put(file.getName(), file);
        }
        FileDescriptor descriptor = DescriptorProtos.getDescriptor();
        files.put(descriptor.getName(), descriptor);
        return Map.copyOf(files);
    }
}
