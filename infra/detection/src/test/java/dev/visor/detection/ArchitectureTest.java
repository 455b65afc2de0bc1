package dev.visor.detection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.visor.detection.decoder.DetectionDecoder;

@AnalyzeClasses(packages = "dev.visor.detection", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule knowsNoSpring =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule knowsNoServiceAndNoPlatform = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.visor.platform..",
                    "dev.visor.ingest..",
                    "dev.visor.compression..",
                    "dev.visor.evaluation..",
                    "dev.visor.inference..");

    @ArchTest
    static final ArchRule hasNoCycles =
            slices().matching("dev.visor.detection.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void everyAccuracyFigureHasItsTest(JavaClasses production) {
        JavaClasses tests = new ClassFileImporter().importPackages("dev.visor.detection.accuracy");
        classes()
                .that()
                .resideInAPackage("dev.visor.detection.accuracy")
                .and()
                .haveNameMatching(".*\\.(Matcher|MatchTable|ScoreOrder|AveragePrecision|CocoSummary|BestThreshold)")
                .should(haveASiblingTest(tests))
                .check(production);
    }

    @ArchTest
    static void everyResampledFigureHasItsTest(JavaClasses production) {
        JavaClasses tests = new ClassFileImporter().importPackages("dev.visor.detection.bootstrap");
        classes()
                .that()
                .resideInAPackage("dev.visor.detection.bootstrap")
                .and()
                .haveNameMatching(".*\\.(.*Bootstrap|Resampling|Samples)")
                .should(haveASiblingTest(tests))
                .check(production);
    }

    @ArchTest
    static void everyDecoderHasItsTest(JavaClasses production) {
        JavaClasses tests = new ClassFileImporter().importPackages("dev.visor.detection.decoder");
        classes()
                .that()
                .implement(DetectionDecoder.class)
                .and(DescribedPredicate.not(JavaClass.Predicates.INTERFACES))
                .should(haveASiblingTest(tests))
                .check(production);
    }

    private static ArchCondition<JavaClass> haveASiblingTest(JavaClasses all) {
        return new ArchCondition<>("have a sibling test") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean there = all.contain(item.getName() + "Test");
                events.add(new SimpleConditionEvent(item, there, item.getName() + " has a test: " + there));
            }
        };
    }
}
