package dev.visor.ingest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.visor.ingest.registry.ModelStage;
import dev.visor.platform.messaging.EventHandler;
import dev.visor.platform.messaging.StateFollower;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.visor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule noServiceIsImported = noClasses()
            .that()
            .resideInAPackage("dev.visor.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.visor.compression..",
                    "dev.visor.evaluation..",
                    "dev.visor.inference..",
                    "dev.visor.standalone..",
                    "dev.visor.samples..");

    @ArchTest
    static final ArchRule featuresHaveNoCycles =
            slices().matching("dev.visor.ingest.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule controllersStayInside = classes()
            .that()
            .resideInAPackage("dev.visor.ingest..")
            .and()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule listenersStayInside = classes()
            .that()
            .resideInAPackage("dev.visor.ingest..")
            .and(assignableTo(EventHandler.class).or(assignableTo(StateFollower.class)))
            .should()
            .notBePublic();

    @ArchTest
    static final ArchRule onlyTheRegistryWritesStages = noClasses()
            .that()
            .resideInAPackage("dev.visor.ingest..")
            .and()
            .resideOutsideOfPackage("dev.visor.ingest.registry..")
            .should()
            .callMethod(ModelStage.class, "canBecome", ModelStage.class);

    @ArchTest
    static final ArchRule writersDoNotKnowPages = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.visor.ingest.intake..",
                    "dev.visor.ingest.registry..",
                    "dev.visor.ingest.dataset..",
                    "dev.visor.ingest.policy..",
                    "dev.visor.ingest.recipe..",
                    "dev.visor.ingest.experiment..",
                    "dev.visor.ingest.spool..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.visor.ingest.dashboard..");
}
