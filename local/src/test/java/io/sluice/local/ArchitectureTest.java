package io.sluice.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Who may import whom. */
@AnalyzeClasses(packages = "io.sluice.local", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "io.sluice.local";

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    /** It runs on the classpaths of Kafka and of Spark, which share no library. */
    @ArchTest
    static final ArchRule whatRunsInChildrenNeedsTheJdkOnly = classes()
            .that()
            .resideInAPackage(ROOT + ".child")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT + ".child", "java..");

    @ArchTest
    static final ArchRule process = imports("process", "child");

    @ArchTest
    static final ArchRule dataImportsNothing = imports("data");

    @ArchTest
    static final ArchRule kafka = imports("kafka", "process", "child", "data");

    @ArchTest
    static final ArchRule connect = imports("connect", "process");

    @ArchTest
    static final ArchRule store = imports("store", "process");

    @ArchTest
    static final ArchRule registry = imports("registry", "process");

    @ArchTest
    static final ArchRule spark = imports("spark", "process");

    private static ArchRule imports(String layer, String... allowed) {
        String[] packages = Stream.concat(Stream.of(layer), Arrays.stream(allowed))
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + layer + "..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(packages))));
    }
}
