package io.sluice.connector.parquet;

import io.sluice.connector.schema.ColumnNames;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Random schemas of Connect, values for them, and what a reader has to see: worked out here from what the types mean, by none of the
 * connector's code. Numbers of up to 64 bits are Long, Float or Double, others BigDecimal; dates are LocalDate, times of day String, moments
 * Instant; bytes are ByteBuffer, which compares by value; structs and maps are Map, arrays List.
 */
public final class ConnectValues {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final String DEBEZIUM = "io.debezium.time.";
    private static final List<String> STRINGS = List.of(
            "",
            "\0",
            "a\0b",
            "é",
            "𝄞",
            "'\"\\",
            " ",
            "null",
            "NaN",
            "\u0085\u2028",
            "\uFEFF",
            "x".repeat(300),
            "\uFFFF");
    private static final List<Double> DOUBLES = List.of(
            0.0,
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            -Double.MAX_VALUE,
            0x1p53 + 2);
    /** What a value that no column holds becomes. */
    private static final Object RESCUED = new Object();

    private final Random random;
    private boolean unfit;

    public ConnectValues(Random random) {
        this.random = random;
    }

    public Schema row() {
        return struct(3, false);
    }

    /** Some of the fields: another version of the same schema. */
    public Schema version(Schema row) {
        SchemaBuilder version = SchemaBuilder.struct();
        row.fields().stream()
                .filter(field -> field.index() == 0 || random.nextInt(3) > 0)
                .forEach(field -> version.field(field.name(), field.schema()));
        return version.build();
    }

    private Schema struct(int depth, boolean optional) {
        SchemaBuilder struct = SchemaBuilder.struct();
        int fields = 1 + random.nextInt(5);
        for (int i = 0; i < fields; i++) {
            String name = pick(List.of("f", "F ", "naïve,", "x.y", "ü=")) + i;
            struct.field(name, type(depth));
        }
        return (optional ? struct.optional() : struct).build();
    }

    private Schema type(int depth) {
        boolean optional = random.nextBoolean();
        int kind = depth == 0 ? 3 : random.nextInt(7);
        if (kind == 0) {
            return struct(depth - 1, optional);
        }
        if (kind == 1) {
            return finish(SchemaBuilder.array(type(depth - 1)), optional);
        }
        return kind == 2 ? finish(SchemaBuilder.map(key(), type(depth - 1)), optional) : scalar(optional);
    }

    /** No floating-point number: readers differ in which of them are one key. */
    private Schema key() {
        while (true) {
            Schema key = scalar(false);
            if (key.type() != Schema.Type.FLOAT32 && key.type() != Schema.Type.FLOAT64) {
                return key;
            }
        }
    }

    private static Schema finish(SchemaBuilder builder, boolean optional) {
        return (optional ? builder.optional() : builder).build();
    }

    private Schema scalar(boolean optional) {
        int scale = random.nextInt(39);
        SchemaBuilder builder = pick(List.of(
                SchemaBuilder.int8(),
                SchemaBuilder.int16(),
                SchemaBuilder.int32(),
                SchemaBuilder.int64(),
                SchemaBuilder.float32(),
                SchemaBuilder.float64(),
                SchemaBuilder.bool(),
                SchemaBuilder.string(),
                SchemaBuilder.bytes(),
                Date.builder(),
                Time.builder(),
                Timestamp.builder(),
                Decimal.builder(scale),
                Decimal.builder(scale)
                        .parameter("connect.decimal.precision", "" + Math.max(1, scale + random.nextInt(39 - scale))),
                SchemaBuilder.int32().name(DEBEZIUM + "Date"),
                SchemaBuilder.int64().name(DEBEZIUM + "MicroTimestamp"),
                SchemaBuilder.int64().name(DEBEZIUM + "NanoTimestamp"),
                SchemaBuilder.int64().name(DEBEZIUM + "MicroTime"),
                SchemaBuilder.string().name(DEBEZIUM + "ZonedTimestamp"),
                SchemaBuilder.string().name("io.debezium.data.Uuid"),
                SchemaBuilder.string().name("io.debezium.data.Json"),
                SchemaBuilder.int32().name(DEBEZIUM + "Year"),
                SchemaBuilder.bytes().name("io.debezium.data.Bits")));
        if (builder.type() == Schema.Type.INT64 && builder.name() == null && optional) {
            builder.defaultValue(7L);
        }
        return finish(builder, optional);
    }

    public Object value(Schema schema) {
        if (schema.isOptional() && random.nextInt(4) == 0) {
            return null;
        }
        return switch (schema.type()) {
            case STRUCT -> structValue(schema);
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(schema.valueSchema()));
                }
                yield list;
            }
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(value(schema.keySchema()), value(schema.valueSchema()));
                }
                yield map;
            }
            default -> scalarValue(schema);
        };
    }

    private Struct structValue(Schema schema) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            struct.put(field, value(field.schema()));
        }
        return struct;
    }

    private Object scalarValue(Schema schema) {
        String name = String.valueOf(schema.name());
        return switch (schema.type()) {
            case INT8 -> (byte) random.nextInt();
            case INT16 -> (short) random.nextInt();
            case INT32 ->
                switch (name) {
                    case Date.LOGICAL_NAME ->
                        java.util.Date.from(day().atStartOfDay(ZoneOffset.UTC).toInstant());
                    case Time.LOGICAL_NAME -> new java.util.Date(random.nextInt(86_400_000));
                    case DEBEZIUM + "Date" -> (int) day().toEpochDay();
                    default -> random.nextInt();
                };
            case INT64 ->
                switch (name) {
                    case Timestamp.LOGICAL_NAME -> new java.util.Date(micros() / 1_000);
                    case DEBEZIUM + "MicroTimestamp" -> micros();
                    case DEBEZIUM + "MicroTime" -> random.nextLong(MICROS_PER_DAY);
                    default -> random.nextLong();
                };
            case FLOAT32 -> random.nextBoolean() ? pick(DOUBLES).floatValue() : random.nextFloat();
            case FLOAT64 -> random.nextBoolean() ? pick(DOUBLES) : (Double) Double.longBitsToDouble(random.nextLong());
            case BOOLEAN -> random.nextBoolean();
            case STRING -> name.endsWith("ZonedTimestamp") ? instant(micros()) + "" : text();
            default -> name.equals(Decimal.LOGICAL_NAME) ? decimal(schema) : bytes();
        };
    }

    /** Also half a surrogate pair, which no text of Unicode has. */
    private String text() {
        return random.nextInt(12) == 0 ? "a\uD800" : pick(STRINGS);
    }

    private Object bytes() {
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        return random.nextBoolean() ? bytes : ByteBuffer.wrap(bytes);
    }

    private BigDecimal decimal(Schema schema) {
        int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
        int precision = precision(schema);
        BigInteger most = BigInteger.TEN.pow(precision);
        BigInteger unscaled =
                random.nextBoolean() ? most.subtract(BigInteger.ONE) : new BigInteger(120, random).mod(most);
        // One digit too many, now and then.
        BigInteger given = random.nextInt(10) == 0 ? most : unscaled;
        return new BigDecimal(random.nextBoolean() ? given : given.negate(), scale);
    }

    private static int precision(Schema schema) {
        return Integer.parseInt(schema.parameters().getOrDefault("connect.decimal.precision", "38"));
    }

    /** Up to the year 292,000, in either direction. */
    private LocalDate day() {
        return random.nextBoolean()
                ? LocalDate.of(random.nextInt(1, 12_000), 1, 1).plusDays(random.nextInt(366))
                : LocalDate.ofEpochDay(random.nextInt(-106_000_000, 106_000_000));
    }

    private long micros() {
        long far = 250_000L * 365 * MICROS_PER_DAY;
        return random.nextBoolean() ? random.nextLong(1L << 51) : random.nextLong(-far, far);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Whether something of the last row that was seen fits no column. */
    public boolean unfit() {
        return unfit;
    }

    public Map<String, Object> seenRow(Struct row) {
        unfit = false;
        return seen(row);
    }

    /** What a reader sees of a value; {@link #RESCUED} when that is nothing. */
    private Object seen(Schema schema, Object value) {
        if (value == null) {
            return null;
        }
        return switch (schema.type()) {
            case STRUCT -> seen((Struct) value);
            case ARRAY ->
                new ArrayList<>(((List<?>) value)
                        .stream()
                                .map(element -> nulled(seen(schema.valueSchema(), element)))
                                .toList());
            case MAP -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value).forEach((key, each) -> {
                    Object name = seen(schema.keySchema(), key);
                    unfit |= name == RESCUED;
                    if (name != RESCUED) {
                        entries.put(name, nulled(seen(schema.valueSchema(), each)));
                    }
                });
                yield entries;
            }
            default -> seenScalar(schema, value);
        };
    }

    private Object nulled(Object seen) {
        unfit |= seen == RESCUED;
        return seen == RESCUED ? null : seen;
    }

    private Map<String, Object> seen(Struct struct) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            Object value = nulled(seen(field.schema(), struct.getWithoutDefault(field.name())));
            if (value != null) {
                fields.put(ColumnNames.columnName(field.name()), value);
            }
        }
        return fields;
    }

    private Object seenScalar(Schema schema, Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            return buffer.duplicate();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.precision() > precision(schema) ? RESCUED : decimal;
        }
        return schema.name() == null ? seenPlain(value) : seenLogical(schema.name(), value);
    }

    private static Object seenPlain(Object value) {
        if (value instanceof String text) {
            return text.endsWith("\uD800") ? RESCUED : text;
        }
        return value instanceof Byte || value instanceof Short || value instanceof Integer
                ? (Object) ((Number) value).longValue()
                : value;
    }

    private static Object seenLogical(String name, Object value) {
        return switch (name) {
            case Date.LOGICAL_NAME -> LocalDate.ofInstant(((java.util.Date) value).toInstant(), ZoneOffset.UTC);
            case Time.LOGICAL_NAME ->
                DateTimeFormatter.ofPattern("HH:mm:ss.SSS")
                        .format(LocalTime.ofInstant(((java.util.Date) value).toInstant(), ZoneOffset.UTC));
            case Timestamp.LOGICAL_NAME -> ((java.util.Date) value).toInstant();
            case DEBEZIUM + "Date" -> LocalDate.ofEpochDay((Integer) value);
            case DEBEZIUM + "MicroTimestamp" -> instant((Long) value);
            case DEBEZIUM + "NanoTimestamp" -> instant(Math.floorDiv((Long) value, 1_000));
            case DEBEZIUM + "MicroTime" ->
                DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS").format(LocalTime.ofNanoOfDay((Long) value * 1_000));
            case DEBEZIUM + "ZonedTimestamp" -> Instant.parse((String) value);
            default -> seenPlain(value);
        };
    }
}
