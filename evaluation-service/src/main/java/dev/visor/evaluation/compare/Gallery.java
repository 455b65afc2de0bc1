package dev.visor.evaluation.compare;

import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.detection.accuracy.Observation;
import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.figure.Exhibit;
import dev.visor.evaluation.metric.PictureErrors;
import dev.visor.evaluation.metric.WorstPictures;
import dev.visor.evaluation.metric.matching.FixedMatching;
import dev.visor.evaluation.metric.matching.Outcome;
import dev.visor.evaluation.metric.matching.Reported;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Pictures that show what one model does wrong, or what one of two does worse, with all boxes that are drawn. */
final class Gallery {
    /** As many as one looks at. */
    static final int PICTURES = 12;

    private final List<LabelledImage> images;

    /** Of the pictures of the judged split, in its order. */
    Gallery(List<LabelledImage> images) {
        this.images = images;
    }

    /** Where the model does most wrong, worst first. */
    List<WorstPicture> worst(Exhibit exhibit) {
        return WorstPictures.of(exhibit.observations(), exhibit.thresholds(), PICTURES).stream()
                .map(errors ->
                        new WorstPicture(picture(exhibit, errors.picture()), errors.count(), boxes(exhibit, errors)))
                .toList();
    }

    /** Where the second does more wrong than the first, by how much more. */
    List<PicturePair> secondIsWorse(Exhibit first, Exhibit second) {
        return worse(second, first).stream()
                .map(w -> pair(w, first, w.other(), second, w.candidate()))
                .toList();
    }

    /** Where the second does less wrong than the first, by how much less. */
    List<PicturePair> secondIsBetter(Exhibit first, Exhibit second) {
        return worse(first, second).stream()
                .map(w -> pair(w, first, w.candidate(), second, w.other()))
                .toList();
    }

    private static List<WorstPictures.Worse> worse(Exhibit candidate, Exhibit other) {
        return WorstPictures.against(
                candidate.observations(), candidate.thresholds(), other.observations(), other.thresholds(), PICTURES);
    }

    private PicturePair pair(
            WorstPictures.Worse worse, Exhibit first, PictureErrors ofFirst, Exhibit second, PictureErrors ofSecond) {
        return new PicturePair(
                picture(first, worse.picture()), worse.worseBy(), boxes(first, ofFirst), boxes(second, ofSecond));
    }

    private ShownPicture picture(Exhibit exhibit, int place) {
        Observations observations = exhibit.observations();
        return ShownPicture.of(
                place, images.get(place), observations.pictures().get(place).labels(), observations.classes());
    }

    /** Matching one picture is the same as matching all. */
    private static FixedMatching.Picture alone(Exhibit exhibit, int place) {
        Observations observations = exhibit.observations();
        return FixedMatching.of(new Observations(
                        observations.classes(), List.of(observations.pictures().get(place))))
                .pictures()
                .getFirst();
    }

    /** Right ones first, so that errors are drawn over them. */
    private static List<ShownBox> boxes(Exhibit exhibit, PictureErrors errors) {
        FixedMatching.Picture matching = alone(exhibit, errors.picture());
        List<String> classes = exhibit.observations().classes();
        Observation picture = exhibit.observations().pictures().get(errors.picture());
        List<ShownBox> boxes = new ArrayList<>();
        for (int d : Reported.of(picture.sightings(), exhibit.thresholds())) {
            if (matching.outcomes()[d] == Outcome.RIGHT) {
                boxes.add(new ShownBox(
                        BoxKind.RIGHT,
                        classes.get(picture.sightings().classes()[d]),
                        Arrays.copyOfRange(picture.sightings().boxes(), 4 * d, 4 * d + 4),
                        picture.sightings().scores()[d],
                        null));
            }
        }
        for (PictureErrors.Mistake mistake : errors.errors()) {
            boxes.add(new ShownBox(
                    BoxKind.of(mistake.kind()),
                    mistake.className(),
                    mistake.box(),
                    mistake.kind() == PictureErrors.Kind.MISSED ? null : mistake.score(),
                    Objects.equals(mistake.labelled(), mistake.className()) ? null : mistake.labelled()));
        }
        return List.copyOf(boxes);
    }
}
