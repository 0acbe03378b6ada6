package io.sluice.connector.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class PartitioningPropertiesTest {
    record Row(Long number, String text, Long time) {}

    @Property
    void everyRowIsInThePartitionOfItsOwnValues(@ForAll("rows") List<Row> rows) {
        StructType table = new StructType()
                .add("n", LongType.LONG)
                .add("s", StringType.STRING)
                .add("t", TimestampType.TIMESTAMP);
        Map<String, Vector> columns = Map.of(
                "n", Vector.of(LongType.LONG, rows.stream().map(Row::number).toArray()),
                "s", Vector.of(StringType.STRING, rows.stream().map(Row::text).toArray()),
                "t",
                        Vector.of(
                                TimestampType.TIMESTAMP,
                                rows.stream().map(Row::time).toArray()));

        Partitioning partitioning =
                PartitionSpec.parse(List.of("n", "s", "t")).partition(columns::get, rows.size(), table, new RowInts());

        boolean[] used = new boolean[partitioning.keys().size()];
        for (int i = 0; i < rows.size(); i++) {
            int ordinal = partitioning.ordinals() == null ? 0 : partitioning.ordinals()[i];
            used[ordinal] = true;
            Row row = rows.get(i);
            String text = row.text() == null || row.text().isEmpty() ? null : row.text();
            assertThat(partitioning.keys().get(ordinal).values().values())
                    .extracting(Literal::getValue)
                    .containsExactly(row.number(), text, row.time());
        }
        assertThat(used).doesNotContain(false);
        assertThat(partitioning.keys()).extracting(PartitionKey::directory).doesNotHaveDuplicates();
    }

    @Property
    void longsAreNumberedInTheOrderInWhichTheyFirstCome(@ForAll("numbers") List<Long> numbers) {
        LongInterner interner = new LongInterner();
        Map<Long, Integer> expected = new HashMap<>();
        int[] ordinals = new int[numbers.size()];
        for (int i = 0; i < ordinals.length; i++) {
            Long number = numbers.get(i);
            ordinals[i] = number == null ? interner.internNull() : interner.intern(number);
            assertThat(ordinals[i]).isEqualTo(expected.computeIfAbsent(number, any -> expected.size()));
        }
        for (int i = 0; i < ordinals.length; i++) {
            assertThat(interner.isNull(ordinals[i])).isEqualTo(numbers.get(i) == null);
            if (numbers.get(i) != null) {
                assertThat(interner.value(ordinals[i])).isEqualTo(numbers.get(i));
            }
        }
        assertThat(Arrays.stream(ordinals).distinct().count()).isEqualTo(interner.size());
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Long> number = Arbitraries.longs().between(-2, 2).injectNull(0.2);
        Arbitrary<String> text = Arbitraries.of("", "a", "b", "A", "a/b", "__HIVE_DEFAULT_PARTITION__")
                .injectNull(0.2);
        Arbitrary<Long> time = Arbitraries.longs().between(-100, 100).injectNull(0.2);
        return Combinators.combine(number, text, time).as(Row::new).list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Long>> numbers() {
        return Arbitraries.oneOf(
                        Arbitraries.longs().between(-20, 20),
                        Arbitraries.longs(),
                        Arbitraries.longs().between(0, 40).map(high -> high << 32))
                .injectNull(0.1)
                .list()
                .ofMaxSize(300);
    }
}
