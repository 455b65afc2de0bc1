package dev.visor.samples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.visor.samples", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule KNOWS_NO_SPRING =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule SCENES_KNOW_NO_DETECTOR = noClasses()
            .that()
            .resideInAPackage("dev.visor.samples.scene..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.visor.samples", "dev.visor.samples.training..", "dev.visor.onnx..");

    @ArchTest
    static final ArchRule DRAWS_NO_TEXT = noClasses()
            .that()
            .resideInAPackage("dev.visor.samples..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.awt.Font")
            .because("fonts differ between machines and so would the pixels");

    @ArchTest
    static final ArchRule TRAINING_IS_NO_API = classes()
            .that()
            .resideInAPackage("dev.visor.samples.training..")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic();
}
