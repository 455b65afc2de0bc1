package dev.visor.compression.pass.sparsity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void marksTheLeastOfAll() {
        assertThat(Mask.least(new double[] {3, 1, 2, 0, 5, 1}, 3, 1, Pattern.of("unstructured"), 0.5))
                .containsExactly(false, true, false, true, false, true);
    }

    @Test
    void marksTwoOfFourChannelsAtEachPlaceOfTheKernel() {
        // Five input channels of a 1×2 kernel, as [channel][place]; the fifth channel is a block of its own: none goes.
        double[] scores = {9, 1, 2, 8, 7, 3, 4, 6, 0, 0};
        assertThat(Mask.least(scores, 10, 2, Pattern.of("2:4"), 0))
                .containsExactly(false, true, true, false, false, true, true, false, false, false);
    }

    @Test
    void columnsInOrderOfPlacesAndThenChannels() {
        assertThat(Mask.channelsLast(6, 2)).containsExactly(0, 2, 4, 1, 3, 5);
    }

    @Test
    void layersCompareByShareOfTheirEnergy() {
        // 9/(9), 4/(9+4), 1/(14); the same whatever the layer's scale.
        for (float scale : new float[] {1, 1000}) {
            assertThat(GlobalMagnitude.scores(new float[] {-2 * scale, scale, 3 * scale}))
                    .containsExactly(new double[] {4 / 13.0, 1 / 14.0, 1}, within(1e-7));
        }
        // Scores 4/13, 1/14, 1 and 1/2 or 1, 1/2, about 0: the three least.
        assertThat(GlobalMagnitude.shares(List.of(new float[] {2, 1, 3}, new float[] {500, 500, 0.1f}), 0.5))
                .containsExactly(new double[] {2 / 3.0, 1 / 3.0}, within(1e-9));
    }

    @Test
    void patternsAreChecked() {
        assertThat(Pattern.of("4:8")).isEqualTo(new Pattern(4, 8));
        for (String wrong : List.of("4:2", "0:4", "2:64", "2/4", "")) {
            assertThatThrownBy(() -> Pattern.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("as 2:4; was '" + wrong + "'");
        }
    }
}
