package io.sluice.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entries are numbered as a map would number them, however the values are asked for. */
final class ValueDictionaryTest {
    private static final int BLOCK = 64;

    static Stream<List<String>> texts() {
        Random random = new Random(7);
        return Stream.of(
                // Of all lengths around eight bytes, and alike but for one place: the first, the last, one between.
                IntStream.range(0, 3_000)
                        .mapToObj(i -> alike(random, random.nextInt(42)))
                        .toList(),
                // More than the first table holds.
                IntStream.range(0, 2_000).mapToObj(i -> "device-" + i % 1_337).toList(),
                List.of("a"),
                List.of("", ""),
                List.of("topic", "topic", "topic"),
                // As long as a constant would be, and of one letter.
                List.of("aa", "a", "aaa"),
                List.of("ab", "ab", "aa"),
                List.of("ab", "abab", "", "ab"),
                // A constant for some blocks, and then not.
                IntStream.range(0, 500)
                        .mapToObj(i -> i < 3 * BLOCK + 1 ? "longer than eight" : "longer than " + i)
                        .toList());
    }

    private static String alike(Random random, int length) {
        char[] text = "x".repeat(length).toCharArray();
        if (length > 0 && random.nextInt(3) > 0) {
            text[random.nextInt(length)] = (char) random.nextInt(3);
        }
        return new String(text);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void numbersTexts(List<String> texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] ends = new int[texts.size()];
        for (int i = 0; i < ends.length; i++) {
            bytes.writeBytes(texts.get(i).getBytes(StandardCharsets.UTF_8));
            ends[i] = bytes.size();
        }
        TextValues values = new TextValues(bytes.toByteArray(), ends, ends.length, new Scratch(BLOCK));

        check(texts, values, ValueDictionaryTest::plain);
    }

    static Stream<List<Long>> numbers() {
        Random random = new Random(7);
        return Stream.of(
                IntStream.range(0, 3_000)
                        .mapToObj(i -> random.nextInt(1_000) * 0x1_0000_0001L)
                        .toList(),
                List.of(5L),
                List.of(0L, 0L, 0L),
                List.of(0L, 0L, -1L),
                List.of(1L, 0L, 0L),
                IntStream.range(0, 500)
                        .mapToObj(i -> i < 3 * BLOCK + 1 ? 7L : i)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbersNumbers(List<Long> numbers) throws IOException {
        IntegerValues values =
                new IntegerValues(numbers.stream().mapToLong(Long::longValue).toArray(), true, new Scratch(BLOCK));

        check(numbers, values, ValueDictionaryTest::plain);
    }

    /** All rows, and those of a table partition. */
    private static <T> void check(List<T> values, ColumnValues column, Function<T, byte[]> plain) throws IOException {
        check(values, column, plain, IntStream.range(0, values.size()).toArray());
        check(
                values,
                column,
                plain,
                IntStream.range(0, values.size()).filter(i -> i % 3 != 1).toArray());
    }

    private static <T> void check(List<T> values, ColumnValues column, Function<T, byte[]> plain, int[] indexes)
            throws IOException {
        Map<T, Integer> numbers = new LinkedHashMap<>();
        List<Integer> expected = new ArrayList<>();
        for (int index : indexes) {
            numbers.putIfAbsent(values.get(index), numbers.size());
            expected.add(numbers.get(values.get(index)));
        }
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        numbers.keySet().forEach(value -> entries.writeBytes(plain.apply(value)));

        ValueDictionary dictionary = column.dictionary(0);
        int[] ids = new int[indexes.length];
        for (int from = 0; from < ids.length; from += BLOCK) {
            dictionary.ids(indexes, from, Math.min(ids.length, from + BLOCK), ids);
        }
        ByteSink page = new ByteSink();
        dictionary.plain(dictionary.size(), page);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        page.input().writeAllTo(written);

        assertThat(IntStream.of(ids).boxed()).isEqualTo(expected);
        assertThat(dictionary.size()).isEqualTo(numbers.size());
        assertThat(written.toByteArray()).isEqualTo(entries.toByteArray());
        assertThat(dictionary.bytes()).isEqualTo(entries.size());
    }

    private static byte[] plain(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] plain(Long number) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
    }
}
