package dev.visor.ingest.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.visor.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class DashboardArchitectureTest {
    @ArchTest
    static final ArchRule nobodyDependsOnTheDashboard = noClasses()
            .that()
            .resideOutsideOfPackage("dev.visor.ingest.dashboard..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.visor.ingest.dashboard..");

    @ArchTest
    static final ArchRule theDashboardReadsTablesAndEventsNotOtherRooms = noClasses()
            .that()
            .resideInAPackage("dev.visor.ingest.dashboard..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.visor.ingest.intake..",
                    "dev.visor.ingest.registry..",
                    "dev.visor.ingest.dataset..",
                    "dev.visor.ingest.policy..",
                    "dev.visor.ingest.recipe..",
                    "dev.visor.ingest.spool..");

    @ArchTest
    static final ArchRule readingWritesNothing = noClasses()
            .that()
            .resideInAPackage("dev.visor.ingest.dashboard.view..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.visor.ingest.dashboard.projection..");

    @ArchTest
    static final ArchRule controllersArePackagePrivate = classes()
            .that()
            .resideInAPackage("dev.visor.ingest.dashboard..")
            .and()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .should()
            .bePackagePrivate();
}
