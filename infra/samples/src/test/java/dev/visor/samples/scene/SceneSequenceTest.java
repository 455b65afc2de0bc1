package dev.visor.samples.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SceneSequenceTest {
    private final SceneSequence sequence = new SceneSequence(5);

    @Test
    void drawsAnyFrameOnItsOwnAndAlwaysTheSame() {
        Scene later = sequence.frame(30);
        assertThat(new SceneSequence(5).frame(30).heads()).isEqualTo(later.heads());
        assertThat(Pictures.png(new SceneSequence(5).frame(30).image())).isEqualTo(Pictures.png(later.image()));
    }

    @Test
    void ridersMoveFromFrameToFrame() {
        assertThat(sequence.frame(1).heads()).isNotEqualTo(sequence.frame(0).heads());
    }

    @Test
    void theStreetStaysWhereItIs() {
        Scene first = sequence.frame(0);
        Scene next = sequence.frame(7);
        int same = 0;
        for (int x = 0; x < first.image().getWidth(); x++) {
            int one = first.image().getRGB(x, 2) & 0xff;
            int other = next.image().getRGB(x, 2) & 0xff;
            same += Math.abs(one - other) < 40 ? 1 : 0;
        }
        assertThat(same).isEqualTo(first.image().getWidth());
    }

    @Test
    void showsRidersMostOfTheTime() {
        int withRiders = 0;
        for (int frame = 0; frame < 100; frame += 5) {
            withRiders += sequence.frame(frame).heads().isEmpty() ? 0 : 1;
        }
        assertThat(withRiders).isGreaterThan(14);
    }

    @Test
    void hasNoFrameBeforeTheFirst() {
        assertThatThrownBy(() -> sequence.frame(-1)).hasMessageContaining("-1");
    }
}
