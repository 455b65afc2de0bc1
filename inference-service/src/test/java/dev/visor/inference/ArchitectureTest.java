package dev.visor.inference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.visor.platform.messaging.EventHandler;
import dev.visor.platform.messaging.StateFollower;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.visor.inference", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoOtherService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.visor.ingest..", "dev.visor.compression..", "dev.visor.evaluation..");

    @ArchTest
    static final ArchRule controllersArePackagePrivate =
            classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule listenersArePackagePrivate = classes()
            .that()
            .implement(StateFollower.class)
            .or()
            .implement(EventHandler.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("dev.visor.inference.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule servingKnowsNoneOfItsUsers = noClasses()
            .that()
            .resideInAPackage("dev.visor.inference.serving..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.visor.inference.predict..", "dev.visor.inference.stream..");
}
