package io.sluice.benchmark.contender;

import java.util.Map;

/** What Connect makes of a record's value before a sink gets it. */
public enum Values {
    /** The bytes as they are. */
    BYTES,
    /** Maps, by Connect's JsonConverter without schemas. */
    MAPS;

    static final String BYTES_CONVERTER = "org.apache.kafka.connect.converters.ByteArrayConverter";

    Map<String, String> settings() {
        return switch (this) {
            case BYTES -> Map.of("value.converter", BYTES_CONVERTER);
            case MAPS ->
                Map.of(
                        "value.converter",
                        "org.apache.kafka.connect.json.JsonConverter",
                        "value.converter.schemas.enable",
                        "false");
        };
    }
}
