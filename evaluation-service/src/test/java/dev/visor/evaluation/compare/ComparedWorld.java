package dev.visor.evaluation.compare;

import dev.visor.contracts.Artifact;
import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.contracts.model.VariantId;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.detection.accuracy.Sightings;
import dev.visor.detection.bootstrap.Resampling;
import dev.visor.detection.bootstrap.Units;
import dev.visor.evaluation.dataset.LabelledPictures;
import dev.visor.evaluation.figure.CostFigures;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.figure.Slices;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Measured variants made of observations, without database and store. */
final class ComparedWorld {
    private static final CostFigures COSTS = new CostFigures(8, 9, Double.NaN, 1, 60, 1e8, 4e6, Double.NaN);

    private ComparedWorld() {}

    static Side side(String variant, Observations observations, int replicates) {
        LabelledPictures split = split(observations.pictures().size(), observations.classes());
        double[] thresholds = new double[observations.classes().size()];
        Arrays.fill(thresholds, 0.3);
        return new Side(
                VariantId.parse(variant),
                new Artifact(digest(variant), 4_000_000),
                digest("evaluation of " + variant),
                split,
                new Exhibit(
                        observations,
                        thresholds,
                        Slices.of(split.images()),
                        new Resampling(Units.pictures(split.images().size()), replicates, 7),
                        null,
                        COSTS,
                        null,
                        null,
                        null),
                null);
    }

    /** The same labels, and every second of what was seen of one class is gone. */
    static Observations halfBlindTo(int className, Observations observations) {
        int[] seen = {0};
        return new Observations(
                observations.classes(),
                observations.pictures().stream()
                        .map(p -> new Observation(p.labels(), without(p.sightings(), className, seen)))
                        .toList());
    }

    private static Sightings without(Sightings all, int className, int[] seen) {
        int[] kept = IntStream.range(0, all.size())
                .filter(d -> all.classes()[d] != className || seen[0]++ % 2 == 0)
                .toArray();
        return new Sightings(
                IntStream.of(kept).map(d -> all.classes()[d]).toArray(),
                IntStream.of(kept)
                        .boxed()
                        .flatMapToDouble(d -> Arrays.stream(all.boxes(), 4 * d, 4 * d + 4))
                        .toArray(),
                IntStream.of(kept).mapToDouble(d -> all.scores()[d]).toArray());
    }

    private static LabelledPictures split(int pictures, List<String> classes) {
        List<LabelledImage> images = IntStream.range(0, pictures)
                .mapToObj(i -> new LabelledImage(
                                "images/%03d.jpg".formatted(i),
                                digest("picture " + i),
                                320,
                                320,
                                Split.VAL,
                                true,
                                List.of())
                        .withTags(Map.of("weather", i % 3 == 0 ? "rain" : "dry")))
                .toList();
        return new LabelledPictures("heads", digest("heads"), classes, Split.VAL, images);
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
