package io.sluice.connector;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Who may import whom. Think about the layering before changing a list. */
@AnalyzeClasses(packages = "io.sluice.connector", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "io.sluice.connector";

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule configImportsNothing = imports("config");

    @ArchTest
    static final ArchRule metricImportsNothing = imports("metric");

    @ArchTest
    static final ArchRule error = imports("error", "config");

    @ArchTest
    static final ArchRule offset = imports("offset", "error");

    @ArchTest
    static final ArchRule source = imports("source", "offset", "config", "error");

    @ArchTest
    static final ArchRule routing = imports("routing", "config", "error");

    @ArchTest
    static final ArchRule schema = imports("schema", "config", "error");

    @ArchTest
    static final ArchRule envelope = imports("envelope", "error");

    @ArchTest
    static final ArchRule column = imports("column", "envelope", "schema", "config", "error");

    @ArchTest
    static final ArchRule partition = imports("partition", "column", "schema", "config", "error");

    @ArchTest
    static final ArchRule parquet = imports("parquet", "partition", "column", "schema", "config", "error");

    @ArchTest
    static final ArchRule lake =
            imports("lake", "parquet", "partition", "column", "schema", "offset", "routing", "config", "error");

    @ArchTest
    static final ArchRule onlyTheRootKnowsTheTask = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.apache.kafka.connect.sink.SinkTaskContext");

    @ArchTest
    static final ArchRule onlyTheLakeOpensKernel = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".lake")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.delta.kernel.internal..");

    private static ArchRule imports(String layer, String... allowed) {
        String[] packages = Stream.concat(Stream.of(layer), Arrays.stream(allowed))
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + layer + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(packages))))
                .allowEmptyShould(true);
    }
}
