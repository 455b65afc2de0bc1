package dev.visor.evaluation.figure;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.detection.accuracy.CocoSummary;
import dev.visor.detection.accuracy.Labels;
import dev.visor.detection.accuracy.MatchTable;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.detection.bootstrap.Resampling;
import dev.visor.detection.bootstrap.Units;
import dev.visor.evaluation.robustness.RobustnessSummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Exhibits of observations that were made up, on pictures with tags and brightness. */
final class Shown {
    static final int REPLICATES = 200;
    static final double THRESHOLD = 0.5;

    private static final CostFigures COSTS = new CostFigures(12, 14, 15, 1.1, 20, 1e8, 6e6, 4e6);

    private Shown() {}

    /** A model whose parent is another, drawn picture by picture. */
    static ObservedFigures figures(Observations observations, @Nullable Observations parent) {
        return figures(
                observations, parent, Units.pictures(observations.pictures().size()));
    }

    static ObservedFigures figures(Observations observations, @Nullable Observations parent, Units units) {
        return new ObservedFigures(exhibit(observations, units, parent == null ? null : exhibit(parent, units, null)));
    }

    private static Exhibit exhibit(Observations observations, Units units, @Nullable Exhibit parent) {
        double[] thresholds = new double[observations.classes().size()];
        Arrays.fill(thresholds, THRESHOLD);
        return new Exhibit(
                observations,
                thresholds,
                Slices.of(images(observations)),
                new Resampling(units, REPLICATES, 7),
                null,
                COSTS,
                new Elsewhere<>(
                        RobustnessSummary.of(
                                0.5,
                                List.of(
                                        new RobustnessSummary.Look("fog", 1, 0.4),
                                        new RobustnessSummary.Look("rain", 1, 0.3))),
                        Map.of("corrupted", 70)),
                new Elsewhere<>(CocoSummary.of(MatchTable.of(observations)), Map.of("elsewhere", 3)),
                parent);
    }

    private static List<LabelledImage> images(Observations observations) {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < observations.pictures().size(); i++) {
            Labels labels = observations.pictures().get(i).labels();
            List<LabelledBox> boxes = new ArrayList<>();
            for (int g = 0; g < labels.size(); g++) {
                double[] b = Arrays.copyOfRange(labels.boxes(), 4 * g, 4 * g + 4);
                boxes.add(new LabelledBox(
                        labels.classes()[g],
                        b[0],
                        b[1],
                        b[2],
                        b[3],
                        labels.areas()[g],
                        labels.crowd()[g],
                        labels.ignored()[g]));
            }
            images.add(image(i, 40.0 * (i % 5), Map.of("weather", i % 3 == 0 ? "rain" : "dry"), boxes));
        }
        return images;
    }

    static LabelledImage image(int i, @Nullable Double luma, Map<String, String> tags, List<LabelledBox> boxes) {
        String file = "%04d.jpg".formatted(i);
        return new LabelledImage(
                file,
                Sha256.of(file.getBytes(StandardCharsets.UTF_8)),
                640,
                480,
                Split.VAL,
                true,
                boxes,
                new TreeMap<>(tags),
                luma);
    }

    /** The same labels, with other detections. */
    static Observations seeing(Observations observations, UnaryOperator<Sightings> detector) {
        return new Observations(
                observations.classes(),
                observations.pictures().stream()
                        .map(p -> new Observation(p.labels(), detector.apply(p.sightings())))
                        .toList());
    }

    /** Every other detection is lost, and what is left is badly placed and accompanied by a false alarm. */
    static Observations worse(Observations observations) {
        return seeing(observations, seen -> {
            int kept = seen.size() / 2;
            int[] classes = new int[kept + 1];
            double[] boxes = new double[4 * kept + 4];
            double[] scores = new double[kept + 1];
            for (int i = 0; i < kept; i++) {
                classes[i] = seen.classes()[2 * i];
                System.arraycopy(seen.boxes(), 8 * i, boxes, 4 * i, 4);
                boxes[4 * i] += 9;
                scores[i] = seen.scores()[2 * i];
            }
            System.arraycopy(new double[] {500, 400, 30, 30}, 0, boxes, 4 * kept, 4);
            scores[kept] = 0.97;
            return new Sightings(classes, boxes, scores);
        });
    }
}
