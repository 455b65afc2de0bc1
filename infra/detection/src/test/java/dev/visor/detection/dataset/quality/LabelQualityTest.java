package dev.visor.detection.dataset.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.detection.dataset.Finding;
import dev.visor.detection.dataset.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelQualityTest {
    private final List<LabelledImage> images = new ArrayList<>();

    @Test
    void namesTwoBoxesOnOneObject() {
        add(Split.VAL, LabelledBox.of(0, 10, 10, 20, 20), LabelledBox.of(1, 12, 10, 20, 20));
        add(Split.VAL, LabelledBox.of(1, 10, 10, 40, 40), LabelledBox.of(1, 11, 10, 40, 40));

        List<Finding> findings = inspect();

        assertThat(findings).extracting(Finding::rule).containsExactly(Rule.CLASS_CONFLICT, Rule.NEARLY_REPEATED_BOX);
        assertThat(findings.get(0).message()).isEqualTo("one object is with and without, IoU 0.82");
        assertThat(findings.get(0).box()).isEqualTo(LabelledBox.of(1, 12, 10, 20, 20));
        assertThat(findings.get(1).picture()).isEqualTo("1.jpg");
    }

    @Test
    void namesTinyAndStretchedBoxesAndEmptyPictures() {
        add(Split.VAL, LabelledBox.of(0, 10, 10, 7.5, 20), LabelledBox.of(1, 10, 50, 81, 10));
        add(Split.VAL);

        assertThat(inspect())
                .extracting(Finding::message)
                .containsExactly(
                        "with is 7.5 × 20 pixels; a side below 8 pixels is hardly seen",
                        "without is 81 × 10 pixels, sides of 1 to 8.1; above 1 to 8 is more likely a slip",
                        "labelled without a box: background, or forgotten");
    }

    @Test
    void namesClassesThatNothingIsSaidAbout() {
        add(Split.TRAIN, LabelledBox.of(0, 10, 10, 20, 20));
        add(Split.VAL, LabelledBox.of(0, 10, 10, 20, 20), LabelledBox.of(1, 50, 10, 20, 20));

        assertThat(inspect(List.of("with", "without", "rider")))
                .extracting(f -> f.rule() + " " + f.message())
                .containsExactly(
                        "CLASS_MISSING_IN_SPLIT split train has no box of class 'without', other splits have 1",
                        "UNUSED_CLASS no box is of class 'rider'; nothing is said about it");
    }

    @Test
    void leavesGoodLabelsCrowdsAndUnlabelledPicturesAlone() {
        add(
                Split.VAL,
                LabelledBox.of(0, 10, 10, 20, 20),
                LabelledBox.of(1, 25, 10, 20, 20),
                LabelledBox.of(1, 10, 10, 8, 64),
                new LabelledBox(1, 10, 10, 20, 20, 400, true, false),
                new LabelledBox(0, 10, 10, 3, 90, 400, true, false));
        images.add(new LabelledImage("u.jpg", Sha256.of(new byte[0]), 100, 100, Split.CALIB, false, List.of()));

        assertThat(inspect()).isEmpty();
    }

    @Test
    void comparesThousandsOfBoxesOfAHostilePictureInSeconds() {
        LabelledBox[] boxes = new LabelledBox[100_000];
        for (int i = 0; i < boxes.length; i++) {
            boxes[i] = LabelledBox.of(i % 2, 10, 10 + 1000.0 * i, 20, 20);
        }
        add(Split.VAL, boxes);

        assertThat(inspect()).isEmpty();
    }

    private List<Finding> inspect() {
        return inspect(List.of("with", "without"));
    }

    private List<Finding> inspect(List<String> classes) {
        return LabelQuality.inspect(new DatasetManifest("d", classes, images));
    }

    private void add(Split split, LabelledBox... boxes) {
        images.add(new LabelledImage(
                images.size() + ".jpg", Sha256.of(new byte[0]), 100, 100, split, true, List.of(boxes)));
    }
}
