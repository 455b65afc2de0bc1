package dev.visor.evaluation.compare;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.evaluation.look.ToolVersion;
import dev.visor.evaluation.run.ClassFigures;
import dev.visor.evaluation.run.Evaluations;
import dev.visor.evaluation.verdict.CurrentChampion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;

/** Comparisons of variants that were measured on the same pictures. */
@Component
class Comparisons {
    /** Stands for whatever the first's target serves. */
    static final String CHAMPION = "champion";

    private final Sides sides;
    private final CurrentChampion champions;
    private final Documents documents;

    Comparisons(Sides sides, CurrentChampion champions, Documents documents) {
        this.sides = sides;
        this.champions = champions;
        this.documents = documents;
    }

    /**
     * The comparison as canonical JSON.
     *
     * @param first model.version.recipe
     * @param second the same, or {@value #CHAMPION}
     */
    byte[] of(String first, String second) {
        Sides.Measured one = sides.measured(first);
        Sides.Measured two = sides.measured(CHAMPION.equals(second) ? champion(one) : second);
        requireSameGround(one, two);
        Sha256 key = Sha256.of("comparison %s %s %s %s %s"
                .formatted(
                        one.variant().id(),
                        two.variant().id(),
                        one.evaluation(),
                        two.evaluation(),
                        // Draws are the first's, whatever the second's policy says.
                        one.upload().policy().resamplingOrStandard() + ToolVersion.CURRENT)
                .getBytes(StandardCharsets.UTF_8));
        return documents.of(
                key, () -> Comparing.of(sides.of(one), sides.of(two)).bytes());
    }

    private String champion(Sides.Measured one) {
        String target = one.upload().policy().target();
        return champions
                .of(target)
                .map(reigning -> reigning.variant().toString())
                .orElseThrow(() ->
                        new VisorException(ErrorCode.NOT_FOUND, "target '%s' has no champion yet".formatted(target)));
    }

    private static void requireSameGround(Sides.Measured one, Sides.Measured two) {
        Evaluations.Summary a = one.summary();
        Evaluations.Summary b = two.summary();
        if (!a.datasetDigest().equals(b.datasetDigest()) || a.split() != b.split()) {
            throw different(one, two, ground(a), ground(b), "upload one again with the other's dataset");
        }
        List<String> classes = classes(a);
        if (!classes.equals(classes(b))) {
            throw different(
                    one,
                    two,
                    "classes " + String.join(", ", classes),
                    "classes " + String.join(", ", classes(b)),
                    "upload one again with a policy that judges the other's classes");
        }
    }

    private static VisorException different(
            Sides.Measured one, Sides.Measured two, String ofOne, String ofTwo, String wayOut) {
        return new VisorException(
                ErrorCode.INVALID_DATASET,
                "two variants are compared on the same pictures and classes, but %s was judged on %s, and %s on %s: %s"
                        .formatted(one.variant().id(), ofOne, two.variant().id(), ofTwo, wayOut));
    }

    private static String ground(Evaluations.Summary summary) {
        return "%d pictures of dataset '%s', version %s, split %s"
                .formatted(
                        summary.images(),
                        summary.dataset(),
                        summary.datasetDigest().abbreviated(),
                        summary.split().word());
    }

    private static List<String> classes(Evaluations.Summary summary) {
        return summary.classes().stream().map(ClassFigures::className).toList();
    }
}
