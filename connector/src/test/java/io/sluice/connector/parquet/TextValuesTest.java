package io.sluice.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
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

    private static byte[] text(Random random, int length, byte[] alphabet, int letters) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = alphabet[random.nextInt(letters)];
        }
        return text;
    }

    private static Statistics<?> statistics(List<byte[]> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] ends = new int[texts.size()];
        for (int i = 0; i < ends.length; i++) {
            bytes.writeBytes(texts.get(i));
            ends[i] = bytes.size();
        }
        Statistics<?> statistics = Statistics.createStats(STRING);
        int[] all = IntStream.range(0, ends.length).toArray();
        new TextValues(bytes.toByteArray(), ends).statistics(all, ends.length, statistics);
        return statistics;
    }
}
