package dev.visor.evaluation.compare;

import static dev.visor.evaluation.metric.Scene.box;
import static org.assertj.core.api.Assertions.assertThat;

import dev.visor.detection.accuracy.Observations;
import dev.visor.evaluation.metric.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;

class GalleryTest {
    private static final Scene.Box HEAD = box(0, 10, 10, 40, 40);
    private static final Scene.Box OTHER = box(1, 100, 10, 40, 40);

    @Test
    void everyBoxIsOfOneKind() {
        Observations seen = Scene.of("with", "without")
                .picture(
                        List.of(HEAD, OTHER, box(0, 200, 200, 40, 40), box(1, 200, 100, 40, 40)),
                        HEAD.seen(0.9),
                        HEAD.movedBy(1).seen(0.8),
                        OTHER.as(0).seen(0.7),
                        box(0, 225, 200, 40, 40).seen(0.6),
                        box(1, 10, 250, 20, 20).seen(0.5),
                        box(1, 10, 280, 20, 20).seen(0.1))
                .observations();
        WorstPicture worst = gallery(seen).worst(exhibit(seen)).getFirst();
        assertThat(worst.boxes())
                .extracting(ShownBox::kind)
                .containsExactly(
                        BoxKind.RIGHT,
                        BoxKind.DUPLICATE,
                        BoxKind.WRONG_CLASS,
                        BoxKind.BADLY_PLACED,
                        BoxKind.FALSE_ALARM,
                        BoxKind.MISSED);
        assertThat(worst.boxes().get(2).labelled()).isEqualTo("without");
        assertThat(worst.boxes().get(5).score()).isNull();
        assertThat(worst.picture().labels()).hasSize(4);
        assertThat(worst.picture().file()).isEqualTo("images/000.jpg");
        assertThat(worst.picture().tags()).containsEntry("weather", "rain");
    }

    @Test
    void picturesWithoutErrorsAreLeftOut() {
        Observations right =
                Scene.of("with").picture(List.of(HEAD), HEAD.seen(0.9)).observations();
        assertThat(gallery(right).worst(exhibit(right))).isEmpty();
        assertThat(gallery(right).secondIsWorse(exhibit(right), exhibit(right))).isEmpty();
    }

    @Test
    void aPairHasBothModelsInTheOrderTheyWereNamed() {
        Observations right =
                Scene.of("with").picture(List.of(HEAD), HEAD.seen(0.9)).observations();
        Observations blind = Scene.of("with").picture(List.of(HEAD)).observations();
        PicturePair worse =
                gallery(right).secondIsWorse(exhibit(right), exhibit(blind)).getFirst();
        assertThat(worse.first()).extracting(ShownBox::kind).containsExactly(BoxKind.RIGHT);
        assertThat(worse.second()).extracting(ShownBox::kind).containsExactly(BoxKind.MISSED);
        PicturePair better =
                gallery(right).secondIsBetter(exhibit(blind), exhibit(right)).getFirst();
        assertThat(better.first()).extracting(ShownBox::kind).containsExactly(BoxKind.MISSED);
    }

    private static Gallery gallery(Observations observations) {
        return new Gallery(side(observations).split().images());
    }

    private static dev.visor.evaluation.figure.Exhibit exhibit(Observations observations) {
        return side(observations).exhibit();
    }

    private static Side side(Observations observations) {
        return ComparedWorld.side("helmet.1.baseline", observations, 100);
    }
}
