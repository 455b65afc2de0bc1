package dev.visor.evaluation.run;

import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.policy.Resampling;
import dev.visor.detection.Detection;
import dev.visor.detection.accuracy.BestThreshold;
import dev.visor.detection.accuracy.ClassAlignment;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.bootstrap.Units;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.figure.Elsewhere;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.figure.LabelCount;
import dev.visor.evaluation.figure.Slices;
import dev.visor.evaluation.gate.DrawingUnit;
import dev.visor.evaluation.look.Look;
import dev.visor.evaluation.look.Seen;
import dev.visor.evaluation.metric.BestThresholds;
import dev.visor.evaluation.robustness.RobustnessSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what figures are computed from: what was seen, wherever it is kept, and the labels. The same inputs give
 * the same figures, so a decision can be replayed from its artefacts.
 */
public final class Exhibits {
    /** Detections below it are never reported, whatever the best threshold is. */
    static final double LEAST_THRESHOLD = 0.05;

    private final Function<Look, Seen> seen;

    /** With the source of what was seen. */
    public Exhibits(Function<Look, Seen> seen) {
        this.seen = seen;
    }

    /** Of the variant, with the uploaded file as its parent. */
    public Exhibit of(EvaluationPlan plan, CostFigures costs) {
        Exhibit parent = plan.isBaseline() ? null : ofOther(plan, plan.baseline(), costs);
        Seen clean = seen.apply(plan.clean());
        return exhibit(plan, plan.alignment(), clean, costs, robustness(plan, clean), secondDataset(plan), parent);
    }

    /** Of another model on the same pictures. */
    public Exhibit ofOther(EvaluationPlan plan, EvaluationPlan.Model model, CostFigures costs) {
        Look look = plan.ofOther(model);
        return exhibit(plan, look.alignment(), seen.apply(look), costs, null, null, null);
    }

    private static Exhibit exhibit(
            EvaluationPlan plan,
            ClassAlignment alignment,
            Seen clean,
            CostFigures costs,
            @Nullable Elsewhere<RobustnessSummary> robustness,
            @Nullable Elsewhere<CocoSummary> second,
            @Nullable Exhibit parent) {
        List<LabelledImage> images = plan.split().images();
        Observations observations = observe(alignment, images, clean.detections());
        double common = BestThreshold.of(clean.table(), LEAST_THRESHOLD);
        return new Exhibit(
                observations,
                BestThresholds.of(observations, common, LEAST_THRESHOLD).thresholds(),
                Slices.of(images),
                resampling(plan.resampling(), plan.split()),
                unit(plan.resampling(), images),
                costs,
                robustness,
                second,
                parent);
    }

    static Observations observe(
            ClassAlignment alignment, List<LabelledImage> images, List<List<Detection>> detections) {
        List<Observation> pictures = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            pictures.add(alignment.observe(images.get(i), detections.get(i)));
        }
        return new Observations(alignment.judged(), pictures);
    }

    /** Pictures without the tag that says what is drawn together are drawn alone. */
    private static dev.visor.detection.bootstrap.Resampling resampling(Resampling terms, LabelledPictures split) {
        String unit = terms.unit();
        Units units = unit == null
                ? Units.pictures(split.images().size())
                : Units.groups(split.images().stream()
                        .map(image -> image.tags().containsKey(unit)
                                ? "tag " + image.tags().get(unit)
                                : "picture " + image.file())
                        .toList());
        return new dev.visor.detection.bootstrap.Resampling(units, terms.replicates(), terms.seed());
    }

    private static @Nullable DrawingUnit unit(Resampling terms, List<LabelledImage> images) {
        String unit = terms.unit();
        return unit == null
                ? null
                : new DrawingUnit(unit, (int) images.stream()
                        .filter(image -> image.tags().containsKey(unit))
                        .count());
    }

    private @Nullable Elsewhere<CocoSummary> secondDataset(EvaluationPlan plan) {
        Look look = plan.onSecondDataset();
        if (look == null) {
            return null;
        }
        MatchTable table = seen.apply(look).table();
        List<String> classes = look.alignment().judged();
        Map<String, Integer> labels = new LinkedHashMap<>();
        for (int k = 0; k < classes.size(); k++) {
            labels.put(classes.get(k), table.instances(k));
        }
        return new Elsewhere<>(CocoSummary.of(table), labels);
    }

    private @Nullable Elsewhere<RobustnessSummary> robustness(EvaluationPlan plan, Seen clean) {
        if (plan.corrupted().isEmpty()) {
            return null;
        }
        // The same pictures as they are, so that only the corruption makes the difference.
        List<LabelledImage> images = plan.split().images().subList(0, plan.corruptedPictures());
        Observations uncorrupted =
                observe(plan.alignment(), images, clean.detections().subList(0, images.size()));
        double cleanAp = CocoSummary.of(MatchTable.of(uncorrupted)).ap();
        List<RobustnessSummary.Look> corrupted = plan.corrupted().stream()
                .map(look -> {
                    Look.Corrupted corruption = java.util.Objects.requireNonNull(look.corruption());
                    return new RobustnessSummary.Look(
                            corruption.word(),
                            corruption.severity(),
                            CocoSummary.of(seen.apply(look).table()).ap());
                })
                .toList();
        return new Elsewhere<>(RobustnessSummary.of(cleanAp, corrupted), LabelCount.of(uncorrupted));
    }
}
