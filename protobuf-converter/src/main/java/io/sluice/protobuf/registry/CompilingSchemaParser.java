package io.sluice.protobuf.registry;

import com.google.protobuf.DynamicMessage;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import io.apicurio.registry.resolver.ParsedSchema;
import io.apicurio.registry.serde.protobuf.ProtobufSchemaParser;
import io.apicurio.registry.utils.protobuf.schema.ProtobufSchema;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.cache.Cache;
import org.apache.kafka.common.cache.LRUCache;
import org.apache.kafka.common.cache.SynchronizedCache;

/**
 * Parses the registry's texts by {@link ProtoCompiler}. The resolver fetches a schema anew every half minute
 * ({@code apicurio.registry.check-period-ms}): a text that has not changed keeps its descriptor, and so its Connect schema.
 */
final class CompilingSchemaParser extends ProtobufSchemaParser<DynamicMessage> {
    private static final int KEPT = 100;

    private final Cache<Sources, ProtobufSchema> compiled = new SynchronizedCache<>(new LRUCache<>(KEPT));

    @Override
    public ProtobufSchema parseSchema(byte[] rawSchema, Map<String, ParsedSchema<ProtobufSchema>> resolvedReferences) {
        Map<String, String> imports = new HashMap<>();
        resolvedReferences.forEach((name, reference) -> imports.put(name, text(reference.getRawSchema())));
        Sources sources = new Sources(text(rawSchema), imports);
        ProtobufSchema known = compiled.get(sources);
        if (known != null) {
            return known;
        }
        ProtobufSchema schema = new ProtobufSchema(
                ProtoCompiler.compile(sources.text, sources.imports),
                ProtoParser.Companion.parse(Location.get(""), sources.text));
        compiled.put(sources, schema);
        return schema;
    }

    private static String text(byte[] schema) {
        return new String(schema, StandardCharsets.UTF_8);
    }

    private record Sources(String text, Map<String, String> imports) {}
}
