package io.sluice.analytics;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.sluice.analytics", importOptions = ArchitectureTest.MainClasses.class)
final class ArchitectureTest {
    /** The folders are named by Spark line, which ArchUnit's own option does not know. */
    static final class MainClasses implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    /** The command line knows the jobs; no job knows another; what they share knows none of them. */
    @ArchTest
    static final ArchRule LAYERS = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.sluice.analytics..")
            .layer("cli")
            .definedBy("io.sluice.analytics")
            .layer("query")
            .definedBy("io.sluice.analytics.query..")
            .optionalLayer("windows")
            .definedBy("io.sluice.analytics.windows..")
            .optionalLayer("regression")
            .definedBy("io.sluice.analytics.regression..")
            .optionalLayer("materialize")
            .definedBy("io.sluice.analytics.materialize..")
            .layer("promote")
            .definedBy("io.sluice.analytics.promote..")
            .layer("replay")
            .definedBy("io.sluice.analytics.replay..")
            .optionalLayer("audit")
            .definedBy("io.sluice.analytics.audit..")
            .layer("job")
            .definedBy("io.sluice.analytics.job..")
            .layer("catalog")
            .definedBy("io.sluice.analytics.catalog..")
            .layer("session")
            .definedBy("io.sluice.analytics.session..")
            .layer("output")
            .definedBy("io.sluice.analytics.output..")
            .layer("error")
            .definedBy("io.sluice.analytics.error..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("query")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("windows")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("regression")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("materialize")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("promote")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("replay")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("audit")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("job")
            .mayOnlyBeAccessedByLayers(
                    "cli", "query", "windows", "regression", "materialize", "promote", "replay", "audit")
            .whereLayer("output")
            .mayNotAccessAnyLayer()
            .whereLayer("error")
            .mayNotAccessAnyLayer()
            .whereLayer("session")
            .mayOnlyAccessLayers("error")
            .whereLayer("catalog")
            .mayOnlyAccessLayers("error")
            .ignoreDependency(alwaysTrue(), resideInAPackage("io.sluice.storage.."));

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.sluice.analytics.(*)..").should().beFreeOfCycles();
}
