package io.sluice.connector.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.sluice.connector.config.ValueSettings.SchemaEvolution;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

final class SchemaChangePropertiesTest {
    @Property(tries = 250)
    void whatHasEvolvedFits(
            @ForAll("schemas") StructType one,
            @ForAll("schemas") StructType other,
            @ForAll SchemaEvolution policy,
            @ForAll Widening widening,
            @ForAll long seed) {
        Random random = new Random(seed);
        StructType table = Schemas.part(one, random);
        StructType batch = random.nextInt(3) == 0 ? other : Schemas.part(one, random);
        SchemaDecision decision = SchemaChange.decide(table, batch, policy, widening);
        Statistics.collect(decision.getClass().getSimpleName());
        if (decision instanceof SchemaDecision.Evolve evolve) {
            assertThat(SchemaChange.decide(evolve.newTableSchema(), batch, policy, widening))
                    .isEqualTo(new SchemaDecision.Fits());
            assertThat(SchemaChange.decide(evolve.newTableSchema(), table, policy, Widening.NONE))
                    .as("what fitted before still does, unless a column is wider now")
                    .isNotInstanceOf(SchemaDecision.Evolve.class);
        }
    }

    @Property(tries = 250)
    void evolvingNeverMovesRenamesOrTightensAColumn(@ForAll("schemas") StructType all, @ForAll long seed) {
        Random random = new Random(seed);
        StructType table = Schemas.part(all, random);
        StructType evolved = evolved(table, nullable(all));

        assertThat(evolved.fieldNames().subList(0, table.length())).isEqualTo(table.fieldNames());
        assertThat(evolved.fields().subList(0, table.length()))
                .extracting(StructField::getMetadata, StructField::isNullable)
                .isEqualTo(table.fields().stream()
                        .map(field -> tuple(field.getMetadata(), field.isNullable()))
                        .toList());
        assertThat(evolved.fields().subList(table.length(), evolved.length())).allMatch(StructField::isNullable);
        assertThat(Schemas.normal(evolved)).isEqualTo(Schemas.normal(all));
    }

    @Property(tries = 250)
    void twoBatchesMakeTheSameColumnsInEitherOrder(@ForAll("schemas") StructType all, @ForAll long seed) {
        Random random = new Random(seed);
        StructType table = Schemas.part(nullable(all), random);
        StructType first = Schemas.part(nullable(all), random);
        StructType second = Schemas.part(nullable(all), random);

        assertThat(Schemas.normal(evolved(evolved(table, first), second)))
                .isEqualTo(Schemas.normal(evolved(evolved(table, second), first)));
    }

    @Property(tries = 250)
    void filesOfATableMayBeCommittedUntilAColumnChanges(@ForAll("schemas") StructType all, @ForAll long seed) {
        StructType table = Schemas.part(all, new Random(seed));
        StructType later = evolved(table, nullable(all));

        assertThat(SchemaChange.obstacle(table, later, List.of())).isEmpty();
        StructType without = new StructType(later.fields().subList(1, later.length()));
        assertThat(SchemaChange.obstacle(table, without, List.of()))
                .hasValueSatisfying(why -> assertThat(why).contains("is no longer in the table"));
    }

    private static StructType evolved(StructType table, StructType batch) {
        SchemaDecision decision = SchemaChange.decide(table, batch, SchemaEvolution.ADD);
        assertThat(decision).isNotInstanceOf(SchemaDecision.Refit.class);
        return decision instanceof SchemaDecision.Evolve evolve ? evolve.newTableSchema() : table;
    }

    private static StructType nullable(StructType schema) {
        return new StructType(schema.fields().stream().map(NullableTypes::field).toList());
    }

    @Provide
    Arbitrary<StructType> schemas() {
        return Schemas.any();
    }
}
