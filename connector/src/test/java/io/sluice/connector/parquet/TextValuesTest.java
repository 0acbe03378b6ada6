package io.sluice.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextValuesTest {
    private static final int CASES = 20_000;
    private static final PrimitiveType STRING = Types.required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named("text");

    /** Texts that begin alike, that begin each other, and that end with what a short one is filled up with: zero bytes. */
    @Test
    void findsTheLeastAndTheGreatestText() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            List<byte[]> texts = texts(random);
            List<byte[]> sorted = new ArrayList<>(texts);
            sorted.sort(Arrays::compareUnsigned);

            Statistics<?> statistics = statistics(texts);

            assertThat(statistics.getMinBytes()).as("seed %d, case %d", seed, i).isEqualTo(sorted.get(0));
            assertThat(statistics.getMaxBytes())
                    .as("seed %d, case %d", seed, i)
                    .isEqualTo(sorted.get(sorted.size() - 1));
        }
    }

    private static List<byte[]> texts(Random random) {
        byte[] alphabet = {0, 1, 'a', 'b', (byte) 0x7F, (byte) 0x80, (byte) 0xFF};
        int letters = 1 + random.nextInt(alphabet.length);
        List<byte[]> beginnings = List.of(
                text(random, random.nextInt(30), alphabet, letters),
                text(random, random.nextInt(9), alphabet, letters));
        List<byte[]> texts = new ArrayList<>();
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            byte[] beginning = beginnings.get(random.nextInt(8) == 0 ? 1 : 0);
            byte[] end = text(random, random.nextInt(12), alphabet, letters);
            byte[] text = Arrays.copyOf(beginning, beginning.length + end.length);
            System.arraycopy(end, 0, text, beginning.length, end.length);
            texts.add(text);
        }
        switch (random.nextInt(4)) {
            case 0 -> texts.sort(Arrays::compareUnsigned);
            case 1 -> texts.sort(Collections.reverseOrder(Arrays::compareUnsigned));
            default -> {}
        }
        return texts;
    }

    /** Pages of a constant, whose texts are not looked at one by one, hold as much as those of other columns. */
    @ParameterizedTest
    @CsvSource({"1, 1", "9, 1", "10, 2", "18, 2", "19, 3", "1000000, 4"})
    void fillsPagesByBytes(int pageBytes, int expected) {
        byte[] topic = "topic".getBytes(StandardCharsets.US_ASCII);
        byte[] other = "title".getBytes(StandardCharsets.US_ASCII);
        for (byte[] last : List.of(topic, other)) {
            TextValues values = values(List.of(topic, topic, topic, topic, topic, last));
            int[] indexes = new int[6];

            assertThat(values.fill(null, 1, 4, pageBytes, indexes)).isEqualTo(expected);
            assertThat(IntStream.of(indexes).limit(expected))
                    .containsExactlyElementsOf(
                            IntStream.range(1, 1 + expected).boxed().toList());

            assertThat(values.fill(new int[] {0, 1, 3, 4, 5}, 1, 4, pageBytes, indexes))
                    .isEqualTo(expected);
            assertThat(IntStream.of(indexes).limit(expected))
                    .containsExactlyElementsOf(List.of(1, 3, 4, 5).subList(0, expected));
        }
    }

    private static byte[] text(Random random, int length, byte[] alphabet, int letters) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = alphabet[random.nextInt(letters)];
        }
        return text;
    }

    private static Statistics<?> statistics(List<byte[]> texts) {
        Statistics<?> statistics = Statistics.createStats(STRING);
        int[] all = IntStream.range(0, texts.size()).toArray();
        values(texts).statistics(all, all.length, statistics);
        return statistics;
    }

    private static TextValues values(List<byte[]> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] ends = new int[texts.size()];
        for (int i = 0; i < ends.length; i++) {
            bytes.writeBytes(texts.get(i));
            ends[i] = bytes.size();
        }
        return new TextValues(bytes.toByteArray(), ends, ends.length, new Scratch(1));
    }
}
