package dev.visor.evaluation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.Split;
import dev.visor.platform.messaging.EventHandler;
import dev.visor.platform.work.WorkHandler;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.visor.evaluation", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule picturesComeAsSplitsThatSayWhatTheyAreFor = noClasses()
            .should()
            .callMethod(DatasetManifest.class, "images")
            .orShould()
            .callMethod(DatasetManifest.class, "split", Split.class);

    @ArchTest
    static final ArchRule gatesAreFreeOfSpring = noClasses()
            .that()
            .resideInAPackage("dev.visor.evaluation.gate")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "dev.visor.platform..", "jakarta..");

    @ArchTest
    static final ArchRule metricsAreFreeOfSpring = noClasses()
            .that()
            .resideInAPackage("dev.visor.evaluation.metric..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "dev.visor.platform..", "jakarta..");

    @ArchTest
    static final ArchRule noOtherServiceIsKnown = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.visor.ingest..", "dev.visor.compression..", "dev.visor.inference..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.visor.evaluation.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule handlersAndControllersStayInTheirPackage = classes()
            .that()
            .implement(EventHandler.class)
            .or()
            .implement(WorkHandler.class)
            .or()
            .areAnnotatedWith(RestController.class)
            .should()
            .bePackagePrivate();

    @Test
    void everyGateHasItsOwnTest() {
        Set<String> all = new ClassFileImporter()
                .importPackages("dev.visor.evaluation.gate").stream()
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        assertThat(all.stream().filter(name -> name.endsWith("Gate") && !name.equals("Gate")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(all).contains(name + "Test"));
    }
}
