package io.sluice.protobuf;

import com.google.protobuf.DynamicMessage;
import io.sluice.protobuf.data.ConnectData;
import io.sluice.protobuf.registry.RegistryDeserializer;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;

/**
 * Protobuf values and keys for sink connectors, with schemas from Apicurio Registry. All settings are those of Apicurio's serde 2.6
 * ({@code apicurio.registry.…}); docs/types.md lists what becomes of each type.
 *
 * <p>A null value is null, and so are no bytes at all, unless the record's headers name a schema: then they are a message of defaults.
 */
public final class ProtobufConverter implements Converter, Versioned {
    private static final String URL = "apicurio.registry.url";

    private final RegistryDeserializer deserializer = new RegistryDeserializer();
    private final ConnectData data = new ConnectData();
    private boolean key;

    @Override
    public String version() {
        return PluginVersion.get();
    }

    /** Only what must be set: the registry's client checks its own settings. */
    @Override
    public ConfigDef config() {
        return new ConfigDef()
                .define(
                        URL,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        new ConfigDef.NonEmptyString(),
                        ConfigDef.Importance.HIGH,
                        "The registry's API, version 2: http://registry:8080/apis/registry/v2");
    }

    /**
     * @throws IllegalArgumentException without {@code apicurio.registry.url}
     */
    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        key = isKey;
        deserializer.configure(configs, isKey);
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte[] value) {
        return toConnectData(topic, null, value);
    }

    /**
     * @throws DataException if the bytes are not Protobuf of a schema that the registry has, or the message has no form in Connect
     * @throws org.apache.kafka.connect.errors.RetriableException if the registry does not answer; Connect asks again for as long as
     *     {@code errors.retry.timeout} says
     */
    @Override
    public SchemaAndValue toConnectData(String topic, Headers headers, byte[] value) {
        DynamicMessage message;
        try {
            message = deserializer.deserialize(topic, headers, value);
        } catch (RuntimeException e) {
            throw ReadFailure.of(topic, key, value, e);
        }
        return message == null ? SchemaAndValue.NULL : data.toConnect(message);
    }

    /**
     * @throws DataException always: a source connector's values can be written in more than one way, and no sink needs it
     */
    @Override
    public byte[] fromConnectData(String topic, Schema schema, Object value) {
        throw new DataException(
                "Cannot write to topic " + topic + ": " + getClass().getName()
                        + " is a converter for sink connectors and only reads. Set another " + (key ? "key" : "value")
                        + ".converter for this connector.");
    }

    /** Closes the connections to the registry. */
    @Override
    public void close() {
        deserializer.close();
    }
}
