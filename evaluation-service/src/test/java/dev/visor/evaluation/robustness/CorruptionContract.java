package dev.visor.evaluation.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.visor.contracts.Sha256;
import dev.visor.contracts.error.ErrorCode;
import dev.visor.contracts.error.VisorException;
import dev.visor.detection.image.Picture;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every corruption keeps to; each test of one adds what it alone does, and what it leaves alone. */
abstract class CorruptionContract {
    static final Picture STREET = SampleScene.of(240, 180, 3);

    final Corruption corruption;
    private final boolean drawn;
    private final String golden;

    /**
     * A test of one.
     *
     * @param word of the corruption
     * @param drawn whether chance plays a part
     * @param golden first eight hexadecimal digits of SHA-256 over its pixels at severities 1 to 5 of
     *     {@link #pattern()}, so that a change of bytes is seen; {@code Corruptions.EDITION} grows with it
     */
    CorruptionContract(String word, boolean drawn, String golden) {
        this.corruption = Corruptions.of(word);
        this.drawn = drawn;
        this.golden = golden;
    }

    @Test
    void givesTheSameBytesForTheSameSeed() {
        for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
            assertThat(corruption.apply(STREET, severity, 7).bgr())
                    .isEqualTo(corruption.apply(STREET, severity, 7).bgr());
        }
    }

    @Test
    void givesTheBytesOfItsEdition() {
        var digest = Sha256.newDigest();
        for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
            digest.update(corruption.apply(pattern(), severity, 2026).bgr());
        }
        assertThat(Sha256.ofRaw(digest.digest()).hex()).startsWith(golden);
    }

    @Test
    void growsWithSeverity() {
        double before = 0;
        for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
            double distance = SampleScene.distance(STREET, corruption.apply(STREET, severity, 7));
            assertThat(distance).as("severity %d", severity).isGreaterThan(before);
            before = distance;
        }
    }

    @Test
    void keepsTheSizeOfAnyPictureAndThePictureItself() {
        for (int[] size : new int[][] {{1, 1}, {1, 9}, {9, 1}, {2, 3}, {37, 23}}) {
            Picture small = SampleScene.plain(size[0], size[1], 10, 120, 240);
            byte[] before = small.bgr().clone();
            for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
                Picture worse = corruption.apply(small, severity, severity);
                assertThat(worse.width()).isEqualTo(size[0]);
                assertThat(worse.height()).isEqualTo(size[1]);
            }
            assertThat(small.bgr()).isEqualTo(before);
        }
    }

    @Test
    void refusesSeveritiesOutsideOneToFive() {
        for (int severity : new int[] {-1, 0, 6}) {
            assertThatThrownBy(() -> corruption.apply(STREET, severity, 7))
                    .isInstanceOfSatisfying(
                            VisorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                    .hasMessageContaining("severity of '%s' is 1 to 5, was %d".formatted(corruption.word(), severity));
        }
    }

    @Test
    void anotherSeedChangesItExactlyWhereChancePlaysAPart() {
        boolean same = Arrays.equals(
                corruption.apply(STREET, 3, 7).bgr(),
                corruption.apply(STREET, 3, 8).bgr());
        assertThat(same).isEqualTo(!drawn);
    }

    /** All severities give the picture itself, or nearly. */
    void leavesAlone(Picture picture, int byAtMost) {
        for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
            byte[] worse = corruption.apply(picture, severity, 7).bgr();
            for (int i = 0; i < worse.length; i++) {
                assertThat((worse[i] & 0xFF) - (picture.bgr()[i] & 0xFF))
                        .as("value %d at severity %d", i, severity)
                        .isBetween(-byAtMost, byAtMost);
            }
        }
    }

    /** The centre of what differs from a grey ground, which a bright square is put on, stays where the square's is. */
    void keepsItsPlace(double within) {
        Picture ground = SampleScene.plain(161, 161, 40, 40, 40);
        byte[] bgr = ground.bgr().clone();
        for (int y = 60; y <= 100; y++) {
            for (int x = 60; x <= 100; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    bgr[(y * 161 + x) * 3 + channel] = (byte) 220;
                }
            }
        }
        for (int severity = 1; severity <= Corruption.SEVERITIES; severity++) {
            Picture worse = corruption.apply(new Picture(161, 161, bgr), severity, severity);
            double mass = 0;
            double across = 0;
            double down = 0;
            for (int i = 0; i < worse.bgr().length; i += 3) {
                double more = (worse.bgr()[i] & 0xFF) - 40;
                mass += more;
                across += more * (i / 3 % 161);
                down += more * (i / 3 / 161);
            }
            assertThat(across / mass).as("x at severity %d", severity).isBetween(80 - within, 80 + within);
            assertThat(down / mass).as("y at severity %d", severity).isBetween(80 - within, 80 + within);
        }
    }

    /** Colours of all kinds, from whole numbers alone. */
    static Picture pattern() {
        byte[] bgr = new byte[67 * 45 * 3];
        for (int i = 0; i < bgr.length; i++) {
            int x = i / 3 % 67;
            int y = i / 3 / 67;
            bgr[i] = (byte) (x * 3 + y * 2 * (i % 3) + (x / 8 + y / 8) % 2 * 60);
        }
        return new Picture(67, 45, bgr);
    }
}
