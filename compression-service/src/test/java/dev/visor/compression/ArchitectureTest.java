package dev.visor.compression;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.visor.compression.calibration.Calibrator;
import dev.visor.compression.pass.GraphPass;
import dev.visor.compression.pass.PassId;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.Split;
import dev.visor.platform.messaging.EventHandler;
import dev.visor.platform.work.WorkHandler;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "dev.visor.compression", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule LEARNS_ONLY_FROM_WHAT_MAY_BE_LEARNT_FROM = noClasses()
            .that()
            .resideInAPackage("dev.visor.compression..")
            .should()
            .callMethod(DatasetManifest.class, "images")
            .orShould()
            .callMethod(DatasetManifest.class, "split", Split.class)
            .orShould()
            .callMethod(DatasetManifest.class, "judgedSplit");

    @ArchTest
    static final ArchRule PASSES_AND_WHAT_THEY_USE_KNOW_NO_SPRING = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.visor.compression.pass..",
                    "dev.visor.compression.trial..",
                    "dev.visor.compression.latency..",
                    "dev.visor.compression.calibration..",
                    "dev.visor.compression.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "dev.visor.platform..", "jakarta..");

    @ArchTest
    static final ArchRule NO_SERVICE_KNOWS_ANOTHER = noClasses()
            .that()
            .resideInAPackage("dev.visor.compression..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.visor.ingest..", "dev.visor.evaluation..", "dev.visor.inference..");

    @ArchTest
    static final ArchRule PASSES_ARE_RECORDS_WITH_AN_ID = classes()
            .that()
            .implement(GraphPass.class)
            .should()
            .beRecords()
            .andShould()
            .beAnnotatedWith(PassId.class);

    @ArchTest
    static final ArchRule EVERY_PASS_HAS_ITS_TEST =
            classes().that().implement(GraphPass.class).should(haveASiblingTest());

    @ArchTest
    static final ArchRule EVERY_CALIBRATOR_HAS_ITS_TEST =
            classes().that().implement(Calibrator.class).should(haveASiblingTest());

    @ArchTest
    static final ArchRule WHAT_HEARS_FROM_OUTSIDE_IS_PACKAGE_PRIVATE = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAssignableTo(EventHandler.class)
            .or()
            .areAssignableTo(WorkHandler.class)
            .and()
            .resideInAPackage("dev.visor.compression..")
            .should()
            .notBePublic();

    private static ArchCondition<JavaClass> haveASiblingTest() {
        return new ArchCondition<>("have a test beside it") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                try {
                    Class.forName(item.getName() + "Test");
                } catch (ClassNotFoundException e) {
                    events.add(SimpleConditionEvent.violated(
                            item, item.getName() + " has no " + item.getSimpleName() + "Test"));
                }
            }
        };
    }
}
