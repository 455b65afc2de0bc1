package dev.visor.detection.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    @Test
    void drawsAsManyPicturesAsThereAre() {
        Resampling draws = new Resampling(Units.pictures(40), 20, 7);
        for (int r = 0; r < draws.replicates(); r++) {
            assertThat(Arrays.stream(draws.weights(r)).sum()).isEqualTo(40);
        }
        assertThat(draws.weights(0)).isNotEqualTo(draws.weights(1));
    }

    @Test
    void drawsTheSameBySeedAndReplicateInWhateverOrder() {
        Resampling one = new Resampling(Units.pictures(40), 20, 7);
        Resampling two = new Resampling(Units.pictures(40), 1000, 7);
        int[] last = two.weights(19);
        assertThat(two.weights(3)).isEqualTo(one.weights(3));
        assertThat(one.weights(19)).isEqualTo(last);
        assertThat(new Resampling(Units.pictures(40), 20, 8).weights(3)).isNotEqualTo(one.weights(3));
    }

    @Test
    void drawsAllPicturesOfAClipTogether() {
        Units clips = Units.groups(List.of("morning", "morning", "night", "morning", "noon"));
        assertThat(clips.ofPicture()).containsExactly(0, 0, 1, 0, 2);
        Resampling draws = new Resampling(clips, 30, 7);
        for (int r = 0; r < draws.replicates(); r++) {
            int[] weights = draws.weights(r);
            assertThat(weights[1]).isEqualTo(weights[0]);
            assertThat(weights[3]).isEqualTo(weights[0]);
            assertThat(weights[0] + weights[2] + weights[4]).isEqualTo(3);
        }
    }

    @Test
    void leavesASinglePictureAsItIs() {
        assertThat(new Resampling(Units.pictures(1), 2, 7).weights(1)).containsExactly(1);
    }

    @Test
    void refusesToDrawFromNothingOrNever() {
        assertThatThrownBy(() -> Units.pictures(0)).hasMessageContaining("there is none");
        assertThatThrownBy(() -> new Units(new int[] {0, 3}, 2)).hasMessageContaining("unit 3 is none of 2");
        assertThatThrownBy(() -> new Resampling(Units.pictures(1), 0, 7)).hasMessageContaining("at least 1");
    }
}
