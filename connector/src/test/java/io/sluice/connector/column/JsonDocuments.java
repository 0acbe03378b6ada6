package io.sluice.connector.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random JSON objects over few names, so that fields meet again with other types. */
final class JsonDocuments {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DEPTH = 3;

    private JsonDocuments() {}

    /** @param names of fields, at every level */
    static Arbitrary<Map<String, Object>> objects(String... names) {
        return object(DEPTH, names);
    }

    static String text(Object document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Arbitrary<Map<String, Object>> object(int depth, String... names) {
        Arbitrary<Map.Entry<String, Object>> entry = Combinators.combine(
                        Arbitraries.of(names), value(depth - 1, names).injectNull(0.1))
                .as((name, value) -> new AbstractMap.SimpleImmutableEntry<>(name, value));
        return entry.list().ofMaxSize(4).map(entries -> {
            Map<String, Object> object = new LinkedHashMap<>();
            entries.forEach(each -> object.put(each.getKey(), each.getValue()));
            return object;
        });
    }

    private static Arbitrary<Object> value(int depth, String... names) {
        Arbitrary<Object> scalar = Arbitraries.oneOf(
                Arbitraries.longs().between(-5, 5).asGeneric(),
                Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, -(1L << 53))
                        .asGeneric(),
                Arbitraries.of(new BigInteger("9223372036854775808"), new BigInteger("-123456789012345678901"))
                        .asGeneric(),
                Arbitraries.of(0.5, -1.25, 1e300, 3.0, 0.1).asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.of("", "x", "é€𝄞", "\"\\/\n\u0000\u001f", "12").asGeneric());
        if (depth == 0) {
            return scalar;
        }
        return Arbitraries.frequencyOf(
                Tuple.of(5, scalar),
                Tuple.of(
                        1,
                        value(depth - 1, names)
                                .injectNull(0.2)
                                .list()
                                .ofMaxSize(3)
                                .asGeneric()),
                Tuple.of(2, object(depth, names).asGeneric()));
    }
}
