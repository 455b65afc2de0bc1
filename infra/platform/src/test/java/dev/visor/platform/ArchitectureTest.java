package dev.visor.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.visor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoService = noClasses()
            .that()
            .resideInAPackage("dev.visor.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.visor.ingest..",
                    "dev.visor.compression..",
                    "dev.visor.evaluation..",
                    "dev.visor.inference..",
                    "dev.visor.onnx..",
                    "dev.visor.detection..");

    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching("dev.visor.platform.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatSpringWiresIsOurOwnAffair = classes()
            .that()
            .areAnnotatedWith(Configuration.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule settingsAreCheckedRecords = classes()
            .that()
            .areAnnotatedWith(ConfigurationProperties.class)
            .should()
            .beAnnotatedWith(Validated.class)
            .andShould()
            .beRecords();

    @ArchTest
    static final ArchRule theStoreNeedsNoSpring = noClasses()
            .that()
            .haveSimpleNameEndingWith("ArtifactStore")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule jacksonTwoIsNotUsed = noClasses()
            .that()
            .resideInAPackage("dev.visor.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..");
}
