package dev.visor.samples.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.geom.AffineTransform;
import org.junit.jupiter.api.Test;

class CanvasTest {
    private final Canvas canvas = new Canvas(200, 100);

    @Test
    void boxesAHeadByItsPixels() {
        canvas.within(
                AffineTransform.getTranslateInstance(50, 40),
                () -> canvas.head(HeadClass.WITH_HELMET, 200, () -> canvas.fill(Color.RED, Shapes.box(0, 0, 20, 10))));
        assertThat(canvas.seenHeads()).singleElement().satisfies(head -> {
            assertThat(head.box()).isEqualTo(new LabelledHead(HeadClass.WITH_HELMET, 50, 40, 20, 10));
            assertThat(head.visible()).isEqualTo(1);
        });
    }

    @Test
    void knowsHowMuchNearerThingsHide() {
        canvas.head(HeadClass.WITHOUT_HELMET, 400, () -> canvas.fill(Color.RED, Shapes.box(10, 10, 20, 20)));
        canvas.fill(Color.BLUE, Shapes.box(10, 10, 20, 5));
        assertThat(canvas.seenHeads().getFirst().visible()).isCloseTo(0.75, within(1e-9));
        assertThat(canvas.seenHeads().getFirst().box().height()).isEqualTo(20);
    }

    @Test
    void leavesAHeadVisibleUnderAShine() {
        canvas.head(HeadClass.WITHOUT_HELMET, 400, () -> canvas.fill(Color.RED, Shapes.box(10, 10, 20, 20)));
        canvas.glaze(Color.WHITE, Shapes.box(0, 0, 200, 100));
        assertThat(canvas.seenHeads().getFirst().visible()).isEqualTo(1);
    }

    @Test
    void countsWhatThePictureCutsOffAsHidden() {
        canvas.head(HeadClass.WITH_HELMET, 400, () -> canvas.fill(Color.RED, Shapes.box(-10, 10, 20, 20)));
        assertThat(canvas.seenHeads().getFirst().visible()).isCloseTo(0.5, within(1e-9));
        assertThat(canvas.seenHeads().getFirst().box().x()).isZero();
    }
}
