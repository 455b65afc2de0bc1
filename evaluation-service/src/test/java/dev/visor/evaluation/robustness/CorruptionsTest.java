package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.Sha256;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CorruptionsTest {
    private static final Sha256 ONE = Sha256.of(new byte[] {1});
    private static final Sha256 OTHER = Sha256.of(new byte[] {2});

    @Test
    void areElevenAndEachHasItsOwnTest() throws ClassNotFoundException {
        assertThat(Corruptions.words())
                .containsExactly(
                        "night",
                        "rain",
                        "fog",
                        "snow",
                        "motion-blur",
                        "defocus",
                        "noise",
                        "jpeg",
                        "brightness",
                        "contrast",
                        "low-resolution");
        for (Corruption corruption : Corruptions.all()) {
            assertThat(Class.forName(corruption.getClass().getName() + "Test").getSuperclass())
                    .isEqualTo(CorruptionContract.class);
        }
    }

    @Test
    void areFoundByTheirWord() {
        assertThat(Corruptions.of("fog").word()).isEqualTo("fog");
        assertThatThrownBy(() -> Corruptions.of("frost"))
                .hasMessageContaining("corruption 'frost' is not known; there are night, rain, fog, snow");
    }

    @Test
    void haveASeedForEachRunPictureCorruptionAndSeverity() {
        Corruption fog = Corruptions.of("fog");
        long seed = fog.seed(1, ONE, 1);
        assertThat(fog.seed(1, ONE, 1)).isEqualTo(seed);
        assertThat(Set.of(
                        seed,
                        fog.seed(2, ONE, 1),
                        fog.seed(1, OTHER, 1),
                        fog.seed(1, ONE, 2),
                        Corruptions.of("snow").seed(1, ONE, 1)))
                .hasSize(5);
        assertThatThrownBy(() -> fog.seed(1, ONE, 0)).hasMessageContaining("severity of 'fog' is 1 to 5, was 0");
    }
}
