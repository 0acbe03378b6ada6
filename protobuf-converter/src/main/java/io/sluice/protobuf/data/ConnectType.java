package io.sluice.protobuf.data;

import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;

/**
 * What a protobuf type is to Connect. Made once for a schema, used for each value.
 *
 * @param value from a value as {@link com.google.protobuf.DynamicMessage} holds it to one that fits the schema; neither is null
 */
record ConnectType(Schema schema, UnaryOperator<Object> value) {}
