package io.sluice.protobuf;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom: the mapping of types knows no registry, and of the registry no more than one package does. */
@AnalyzeClasses(packages = "io.sluice.protobuf", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "io.sluice.protobuf";

    @ArchTest
    static final ArchRule data = classes()
            .that()
            .resideInAPackage(ROOT + ".data")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".data",
                    "java..",
                    "com.google.protobuf..",
                    "org.apache.kafka.common.cache",
                    "org.apache.kafka.connect.data",
                    "org.apache.kafka.connect.errors");

    @ArchTest
    static final ArchRule registry = noClasses()
            .that()
            .resideInAPackage(ROOT + ".registry")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT, ROOT + ".data", "org.apache.kafka.connect..");

    @ArchTest
    static final ArchRule onlyTheRegistryKnowsItsClient = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".registry")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.apicurio.registry.rest..", "io.apicurio.registry.resolver..", "com.squareup..", "okio..");
}
