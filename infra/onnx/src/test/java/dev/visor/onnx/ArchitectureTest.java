package dev.visor.onnx;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.visor.onnx", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoFrameworkAndNoOtherRoom = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "dev.visor.contracts..", "dev.visor.platform..");

    @ArchTest
    static final ArchRule nativeSessionsStayInRuntime = noClasses()
            .that()
            .resideOutsideOfPackage("..runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule graphsKnowNothingOfWhatUsesThem = noClasses()
            .that()
            .resideInAPackage("..graph..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..check..", "..rewrite..", "..runtime..", "..stats..", "..firewall..", "..probe..", "..process..");

    @ArchTest
    static final ArchRule rulesAreReachedThroughTheChecker = classes()
            .that()
            .resideInAPackage("..check..")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("GraphChecker")
            .and()
            .doNotHaveSimpleName("Violation")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .notBePublic();
}
