package io.sluice.analytics.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * From a value's bytes to JSON that {@code from_json} turns into the table's row and nothing else, or to the reason why there is none. A
 * field goes to the column that the connector would give it; one that the table has no column for, {@code from_json} would leave out.
 *
 * @param columns of the table, those that a value fills
 */
record JsonFit(StructType columns) implements UDF1<byte[], Row> {
    /** {@code json} is null where {@code problem} is not. */
    static final StructType RESULT =
            new StructType().add("json", DataTypes.StringType).add("problem", DataTypes.StringType);

    private static final long serialVersionUID = 1;
    private static final String FORBIDDEN = "[ ,;{}()\\n\\t=]";
    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .nodeFactory(NODES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    @Override
    public Row call(byte[] value) {
        try {
            if (value == null) {
                throw new Unfit("", "the value is null, and no row can be made of that without --select");
            }
            return RowFactory.create(JSON.writeValueAsString(object(parse(value), columns, "")), null);
        } catch (Unfit unfit) {
            return RowFactory.create(null, unfit.getMessage());
        } catch (JsonProcessingException e) {
            return RowFactory.create(null, "it cannot be written as JSON: " + Excerpt.of(e.getOriginalMessage()));
        }
    }

    private static JsonNode parse(byte[] value) throws Unfit {
        try {
            JsonNode node = JSON.readTree(value);
            if (node.isMissingNode()) {
                throw new Unfit("", "the value is not JSON: it is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new Unfit("", "the value is not JSON: " + Excerpt.of(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new Unfit("", "the value is not JSON: " + Excerpt.of(String.valueOf(e.getMessage())));
        }
    }

    private static ObjectNode object(JsonNode value, StructType type, String pointer) throws Unfit {
        if (!value.isObject()) {
            throw new Unfit(pointer, Excerpt.of(value.toString(), 30) + " is no object");
        }
        Map<String, StructField> byKey = new HashMap<>();
        for (StructField field : type.fields()) {
            byKey.put(key(field.name()), field);
        }
        ObjectNode row = NODES.objectNode();
        Iterator<Map.Entry<String, JsonNode>> fields = value.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            String at = pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
            StructField column = byKey.get(key(field.getKey()));
            if (column == null && !field.getValue().isNull()) {
                throw new Unfit(at, "the table has no column for it");
            }
            if (column != null && row.has(column.name())) {
                throw new Unfit(at, "another field of the value needs its column, too");
            }
            if (column != null) {
                row.set(column.name(), fit(field.getValue(), column.dataType(), at));
            }
        }
        return row;
    }

    /** As the connector names columns: Delta takes no regard of case, and some characters are replaced. */
    private static String key(String name) {
        return name.isEmpty() ? "_" : name.replaceAll(FORBIDDEN, "_").toLowerCase(Locale.ROOT);
    }

    private static JsonNode fit(JsonNode value, DataType type, String pointer) throws Unfit {
        if (value.isNull()) {
            return value;
        }
        if (type instanceof StructType struct) {
            return object(value, struct, pointer);
        }
        if (type instanceof ArrayType array && value.isArray()) {
            ArrayNode list = NODES.arrayNode();
            for (int i = 0; i < value.size(); i++) {
                list.add(fit(value.get(i), array.elementType(), pointer + "/" + i));
            }
            return list;
        }
        if (type instanceof MapType map && value.isObject() && map.keyType() instanceof StringType) {
            ObjectNode entries = NODES.objectNode();
            Iterator<Map.Entry<String, JsonNode>> each = value.fields();
            while (each.hasNext()) {
                Map.Entry<String, JsonNode> entry = each.next();
                entries.set(entry.getKey(), fit(entry.getValue(), map.valueType(), pointer + "/" + entry.getKey()));
            }
            return entries;
        }
        return ScalarFit.of(value, type, pointer);
    }
}
