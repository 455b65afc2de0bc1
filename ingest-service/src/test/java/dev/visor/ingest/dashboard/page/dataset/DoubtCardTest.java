package dev.visor.ingest.dashboard.page.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.dataset.DatasetManifest;
import dev.visor.contracts.dataset.LabelledBox;
import dev.visor.contracts.dataset.LabelledImage;
import dev.visor.contracts.dataset.Split;
import dev.visor.detection.dataset.quality.Suspicion.Kind;
import dev.visor.ingest.dashboard.document.SuspiciousDocument.Doubt;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtCardTest {
    @Test
    void aSmallBoxIsShownInTheMiddleOfAPartOfItsPicture() {
        DoubtCard card = card(1280, 720, 600, 300, 10, 20);
        assertThat(card.view()).isEqualTo(LabelledBox.of(0, 525, 250, 160, 120));
        assertThat(card.pixels())
                .as("the picture is loaded so wide that the part is sharp")
                .isEqualTo(2048);
    }

    @Test
    void aPartStaysInsideThePicture() {
        assertThat(card(1280, 720, 0, 700, 10, 20).view()).isEqualTo(LabelledBox.of(0, 0, 600, 160, 120));
        assertThat(card(1280, 720, 1270, 0, 10, 20).view()).isEqualTo(LabelledBox.of(0, 1120, 0, 160, 120));
    }

    @Test
    void aBoxThatFillsItsPictureIsShownInAllOfIt() {
        DoubtCard card = card(640, 480, 100, 100, 400, 300);
        assertThat(card.view()).isEqualTo(LabelledBox.of(0, 0, 0, 640, 480));
        assertThat(card.pixels()).isEqualTo(640);
        assertThat(card(20, 10, 1, 1, 18, 8).view()).as("a tiny picture").isEqualTo(LabelledBox.of(0, 0, 0, 20, 10));
    }

    @Test
    void thePartKeepsItsShapeInUprightAndFlatPicturesUnlessTheBoxIsTooLarge() {
        LabelledBox upright = card(400, 900, 100, 300, 120, 120).view();
        assertThat(upright.width() / upright.height()).isCloseTo(4.0 / 3, within(1e-9));
        LabelledBox flat = card(900, 120, 100, 20, 60, 60).view();
        assertThat(flat.width() / flat.height()).isCloseTo(4.0 / 3, within(1e-9));
        assertThat(card(300, 900, 10, 100, 280, 500).view().height()).isEqualTo(700, within(1e-9));
    }

    @Test
    void theNameRunsToTheLeftWhereThereIsNoRoomAtTheRight() {
        assertThat(card(640, 640, 10, 10, 30, 30).leftward()).isFalse();
        assertThat(card(640, 640, 600, 10, 30, 30).leftward()).isTrue();
    }

    private static DoubtCard card(int width, int height, double x, double y, double w, double h) {
        LabelledImage image =
                new LabelledImage("a.jpg", Sha256.of(new byte[0]), width, height, Split.VAL, true, List.of());
        DatasetManifest manifest = new DatasetManifest("heads", List.of("head"), List.of(image));
        return DoubtCard.of(new Doubt("a.jpg", Kind.UNLABELLED_OBJECT, "head", null, 0.9, x, y, w, h), image, manifest);
    }
}
