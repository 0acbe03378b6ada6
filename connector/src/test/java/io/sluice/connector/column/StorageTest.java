package io.sluice.connector.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.data.ColumnVector;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** The arrays underneath. */
final class StorageTest {
    @Property(tries = 300)
    void slotsAreASortedListOfWhatWasAdded(
            @ForAll List<@IntRange(min = 1, max = 3) Integer> steps, @ForAll @IntRange(max = 60) int limit) {
        Slots slots = new Slots(new Memory());
        List<Integer> model = new ArrayList<>();
        int slot = -1;
        for (int step : steps) {
            slot += step;
            assertThat(slots.add(slot)).isEqualTo(model.size());
            model.add(slot);
        }
        check(slots, model, slot);

        slots.truncate(limit);
        model.removeIf(each -> each >= limit);
        check(slots, model, slot);
        assertThat(slots.add(slot + 5)).isEqualTo(model.size());
    }

    private static void check(Slots slots, List<Integer> model, int last) {
        assertThat(slots.count()).isEqualTo(model.size());
        int hint = 0;
        for (int at = 0; at <= last + 2; at++) {
            int wanted = at;
            int first = (int) model.stream().filter(each -> each < wanted).count();
            assertThat(slots.indexOf(at)).isEqualTo(model.indexOf(at));
            assertThat(slots.seek(at, 0)).isEqualTo(first);
            hint = slots.seek(at, hint);
            assertThat(hint).isEqualTo(first);
        }
        for (int i = 0; i < model.size(); i++) {
            assertThat(slots.slot(i)).isEqualTo(model.get(i));
        }
    }

    @Property(tries = 2_000)
    void bytesAreTextExactlyWhenJavasDecoderSaysSoAndHoldNoNul(
            @ForAll @Size(max = 20) byte[] tail, @ForAll("texts") String text) {
        byte[] head = text.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(head.length + tail.length)
                .put(head)
                .put(tail)
                .array();
        boolean valid;
        try {
            valid = StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString()
                            .indexOf(0)
                    < 0;
        } catch (CharacterCodingException e) {
            valid = false;
        }
        assertThat(Utf8Check.firstInvalid(bytes, 0, bytes.length) == bytes.length)
                .isEqualTo(valid);
        assertThat(Utf8Check.firstInvalid(head, 0, head.length)).isEqualTo(head.length);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', '\u007f', 'é', '€', '\uffff')
                .ofMaxLength(20)
                .map(text -> text + "𝄞");
    }

    @Property(tries = 500)
    void textsBecomeTheBytesThatJavaMakesOfThem(@ForAll String text) {
        Utf8 utf8 = new Utf8();
        boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(text);

        assertThat(utf8.set(text)).isEqualTo(whole);
        if (whole) {
            assertThat(utf8.copy()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
            assertThat(utf8.toString()).isEqualTo(text);
        }
    }

    @Test
    void memoryIsWhatTheArraysHold() throws Exception {
        ColumnBuffer dense = Buffers.json();
        ColumnBuffer sparse = Buffers.json();
        for (int i = 0; i < 100_000; i++) {
            Buffers.append(dense, "{\"id\":" + i + ",\"text\":\"0123456789\"}");
            Buffers.append(sparse, i % 100 == 1 ? "{\"a\":1}" : "{\"b\":1}");
        }

        // 8 bytes a number, and 10 of text with 4 for where it ends; arrays grow by half.
        assertThat(dense.memoryBytes()).isBetween(22L * 100_000, 33L * 100_000 + 10_000);
        // A hundredth costs a hundredth: 12 bytes a value.
        assertThat(sparse.memoryBytes()).isBetween(12L * 100_000, 18L * 101_000 + 10_000);
    }

    /** As many rows as before fit without an allocation, each type in the array of its kind; a column of another type gets nothing. */
    @Test
    void arraysOfRowsThatHaveLandedHoldTheNext() throws Exception {
        String ddl =
                "t STRING, n BIGINT, f DOUBLE, b BOOLEAN, d DECIMAL(30,2), l ARRAY<BIGINT>, m MAP<STRING, DOUBLE>, s STRUCT<x: STRING>, c %s";
        ColumnBuffer landed = Buffers.json(ddl.formatted("BIGINT"));
        fill(landed, 0, 1_000);
        long held = landed.heldBytes();
        assertThat(held).isEqualTo(landed.memoryBytes());

        ColumnBuffer next = Buffers.json(ddl.formatted("STRING"));
        long empty = next.heldBytes();
        next.takeArrays(landed);
        assertThat(next.memoryBytes()).isEqualTo(empty);
        // All but the column of another type: 64 bits a value, in an array that has grown by half from 16 to 1,369.
        assertThat(next.heldBytes()).isEqualTo(held - 8 * 1_369);
        fill(next, 1_000, 2_000);
        // Who reads the rows that have landed still gets no value of others.
        assertThatThrownBy(() -> Buffers.values(landed, "t")).isInstanceOf(IndexOutOfBoundsException.class);

        assertThat(Buffers.values(next, "t")).startsWith("text 1000").endsWith("text 1999");
        assertThat(next.value(999)).containsEntry("n", 1_999L);
        assertThatThrownBy(() -> next.takeArrays(Buffers.json(ddl.formatted("STRING"))))
                .isInstanceOf(IllegalStateException.class);
    }

    private static void fill(ColumnBuffer buffer, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            Buffers.append(
                    buffer,
                    "{\"t\":\"text %d\",\"n\":%d,\"f\":%d.5,\"b\":true,\"d\":%d.25,\"l\":[%d],\"m\":{\"k\":1.5},\"s\":{\"x\":\"y\"},\"c\":7}"
                            .formatted(i, i, i, i, i));
        }
    }

    @Test
    void whatAPromotionOrARefusedRowTookIsGivenBack() throws Exception {
        ColumnBuffer promoted = Buffers.json();
        ColumnBuffer direct = Buffers.json();
        for (int i = 0; i < 1_000; i++) {
            Buffers.append(promoted, "{\"n\":" + i + "}");
        }
        long before = promoted.memoryBytes();
        assertThatThrownBy(() -> Buffers.append(promoted, "{\"n\":1.5,\"new\":[1],\"m\":{\"x\":true},\"broken"));
        assertThat(promoted.memoryBytes()).isEqualTo(before);
        Buffers.append(promoted, "{\"n\":\"x\"}");
        for (int i = 0; i < 1_000; i++) {
            Buffers.append(direct, "{\"n\":\"" + i + "\"}");
        }
        Buffers.append(direct, "{\"n\":\"x\"}");
        assertThat(promoted.memoryBytes()).isCloseTo(direct.memoryBytes(), Percentage.withPercentage(50));
    }

    @Test
    void aColumnIsSeenByRows() throws Exception {
        ColumnBuffer buffer = Buffers.append(
                Buffers.json("f FLOAT, d DECIMAL(30,1), b BINARY, t TINYINT, declared INT"),
                "{\"f\":0.5,\"s\":\"x\"}",
                "{\"d\":12345678901234567890123.4,\"b\":\"aGk=\",\"t\":-3,\"o\":{\"z\":true},\"x\":true}");

        assertThat(buffer.column("f").getFloat(0)).isEqualTo(0.5f);
        assertThat(buffer.column("F").isNullAt(1)).isTrue();
        assertThat(buffer.column("d").getDecimal(1)).hasToString("12345678901234567890123.4");
        assertThat(buffer.column("b").getBinary(1)).containsExactly('h', 'i');
        assertThat(buffer.column("t").getByte(1)).isEqualTo((byte) -3);
        assertThat(buffer.column("x").getBoolean(1)).isTrue();
        assertThat(buffer.column("s").getString(0)).isEqualTo("x");
        ColumnVector declared = buffer.column("declared");
        assertThat(declared.getSize()).isEqualTo(2);
        assertThat(declared.isNullAt(0)).isTrue();
        assertThat(buffer.column("missing")).isNull();
        assertThatThrownBy(() -> buffer.column("o")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> buffer.column("s").getString(1)).isInstanceOf(IllegalStateException.class);
    }
}
