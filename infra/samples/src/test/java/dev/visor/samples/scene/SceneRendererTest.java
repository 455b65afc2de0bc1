package dev.visor.samples.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SceneRendererTest {
    private final SceneRenderer renderer = new SceneRenderer();

    @Test
    void drawsTheSamePixelsAndBoxesForTheSameSeed() {
        for (long seed = 40; seed < 48; seed++) {
            Scene first = renderer.draw(seed);
            Scene second = new SceneRenderer().draw(seed);
            assertThat(second.heads()).isEqualTo(first.heads());
            assertThat(Pictures.png(second.image())).isEqualTo(Pictures.png(first.image()));
            assertThat(Pictures.jpeg(second.image())).isEqualTo(Pictures.jpeg(first.image()));
        }
    }

    @Test
    void drawsAnotherPictureForAnotherSeed() {
        Set<Integer> pictures = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            pictures.add(
                    java.util.Arrays.hashCode(Pictures.png(renderer.draw(seed).image())));
        }
        assertThat(pictures).hasSize(10);
    }

    @Test
    void labelsLieInThePictureAndShowBothClasses() {
        EnumSet<HeadClass> seen = EnumSet.noneOf(HeadClass.class);
        int heads = 0;
        for (long seed = 0; seed < 40; seed++) {
            for (LabelledHead head : renderer.draw(seed).heads()) {
                heads++;
                seen.add(head.headClass());
                assertThat(head.x()).isBetween(0.0, (double) SceneRenderer.WIDTH);
                assertThat(head.y()).isBetween(0.0, (double) SceneRenderer.HEIGHT);
                assertThat(head.width()).isBetween(8.0, 120.0);
                assertThat(head.height()).isBetween(8.0, 120.0);
                assertThat(head.x() + head.width()).isLessThanOrEqualTo(SceneRenderer.WIDTH);
                assertThat(head.y() + head.height()).isLessThanOrEqualTo(SceneRenderer.HEIGHT);
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(HeadClass.values());
        assertThat(heads).isGreaterThan(60);
    }

    @Test
    void drawsInOtherSizes() {
        Scene scene = new SceneRenderer(640, 480).draw(3);
        assertThat(scene.image().getWidth()).isEqualTo(640);
        assertThat(scene.image().getHeight()).isEqualTo(480);
    }

    @Test
    void refusesSizesThatNoHeadCanBeSeenIn() {
        assertThatThrownBy(() -> new SceneRenderer(100, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 x 100 px");
    }
}
